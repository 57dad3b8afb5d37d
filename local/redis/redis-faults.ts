import { createFaultSwitch, type FaultSwitch } from '../http/fault-switch.ts'
import type { HttpFault } from '../http/http-fault.ts'
import type { RedisCommand, RedisStore } from './redis-store.ts'

/** What a Redis can do to its answers that a mere HTTP service cannot. */
export type DataFault =
  /** GET and MGET answer what was true when the fault was set, as a replica that lags behind does. */
  | { readonly kind: 'stale' }
  /** Heads are as new as they are; a ruleset's body that is newer than the fault is not there yet, as on a replica that got the one before the other. */
  | { readonly kind: 'head-before-body' }
  /** Every string in an answer has one bit flipped. */
  | { readonly kind: 'flip-bit' }

export type RedisFault = HttpFault | DataFault

/** The fault knob of a REST front; there is one fault at a time. */
export interface RedisFaults {
  /**
   * Sets the fault; for those that show what was, resolves when the snapshot has been taken.
   * @param matches  looks at single commands; an HTTP fault strikes the whole request that has a matching one
   */
  set(fault: RedisFault, matches?: (command: RedisCommand) => boolean): Promise<void>
  clear(): void
  /** How many requests (HTTP faults) or commands (the others) were struck since the fault was set. */
  readonly strikes: number
}

export interface RedisFaultState {
  readonly knob: RedisFaults
  readonly http: FaultSwitch<HttpFault, readonly RedisCommand[]>
  readonly data: FaultSwitch<DataFault, RedisCommand>
  /** The value of a string when the fault was set. */
  staleValue(key: string): string | null
}

export function createRedisFaults(store: RedisStore): RedisFaultState {
  const http = createFaultSwitch<HttpFault, readonly RedisCommand[]>()
  const data = createFaultSwitch<DataFault, RedisCommand>()
  let snapshot: ReadonlyMap<string, string> = new Map()
  const clear = (): void => {
    http.clear()
    data.clear()
  }
  const set: RedisFaults['set'] = async (fault, matches = () => true) => {
    if (fault.kind === 'stale' || fault.kind === 'head-before-body') snapshot = await readAllStrings(store)
    clear()
    if (isDataFault(fault)) data.set(fault, matches)
    else http.set(fault, (commands) => commands.some(matches))
  }
  return {
    http,
    data,
    staleValue: (key) => snapshot.get(key) ?? null,
    knob: {
      set,
      clear,
      get strikes() {
        return http.strikes + data.strikes
      },
    },
  }
}

function isDataFault(fault: RedisFault): fault is DataFault {
  return fault.kind === 'stale' || fault.kind === 'head-before-body' || fault.kind === 'flip-bit'
}

async function readAllStrings(store: RedisStore): Promise<ReadonlyMap<string, string>> {
  const keys = (await store.call(['KEYS', '*'])) as readonly string[]
  if (keys.length === 0) return new Map()
  const values = (await store.call(['MGET', ...keys])) as readonly (string | null)[]
  return new Map(
    keys.flatMap((key, index) => {
      const value = values[index]
      return typeof value === 'string' ? [[key, value] as const] : []
    }),
  )
}
