import { type RedisFront, startRedisFront } from '../../local/redis/redis-front.ts'
import type { RedisStore } from '../../local/redis/redis-store.ts'
import { type MeteredCommand, createMeteredStore } from './metered-store.ts'

/** A way to Redis for one caller alone, so that what it asks can be counted and made to wait. */
export interface MeteredFront extends Pick<RedisFront, 'url' | 'close'> {
  /** All commands since the front was opened, by when they were answered. */
  readonly commands: readonly MeteredCommand[]
  /** Every request waits for this long before its work is done. */
  setRoundTrip(ms: number): Promise<void>
}

export async function startMeteredFront(store: RedisStore, token: string): Promise<MeteredFront> {
  const commands: MeteredCommand[] = []
  const metered = createMeteredStore(store, (command) => commands.push(command))
  const front = await startRedisFront({ store: metered, token, port: 0 })
  const setRoundTrip = async (ms: number): Promise<void> => {
    if (ms === 0) front.faults.clear()
    else await front.faults.set({ kind: 'slow', delayMs: ms })
  }
  return { url: front.url, close: () => front.close(), commands, setRoundTrip }
}
