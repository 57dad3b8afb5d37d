import { join } from 'node:path'
import { ADVANCE_SCRIPT } from '../../origin/publishing/advance-script.ts'
import { advanceInMemory } from '../redis/advance-script.ts'
import { findRedisServer } from '../redis/find-redis-server.ts'
import { createMemoryStore } from '../redis/memory-store.ts'
import { type RedisFront, startRedisFront } from '../redis/redis-front.ts'
import { type RedisServerStore, openRedisServerStore } from '../redis/redis-server-store.ts'
import type { RedisStore } from '../redis/redis-store.ts'

export interface LocalRedis {
  readonly url: string
  readonly faults: RedisFront['faults']
  readonly store: RedisStore
  /** The private process, where the machine has a redis-server. */
  readonly server: RedisServerStore | undefined
  readonly close: () => Promise<void>
}

/** Upstash's protocol over a private redis-server where the machine has one, else over memory kept in a file. */
export async function startRedis(dataDirectory: string, token: string): Promise<LocalRedis> {
  const executable = findRedisServer(process.env['PATH'] ?? '')
  const directory = join(dataDirectory, 'redis')
  const server =
    executable === undefined ? undefined : await openRedisServerStore({ executable, dataDirectory: directory })
  const store = server ?? openMemory(dataDirectory)
  const front = await startRedisFront({ store, token, port: 0 })
  return {
    url: front.url,
    faults: front.faults,
    store,
    server,
    close: async () => {
      await front.close()
      await store.close()
    },
  }
}

function openMemory(dataDirectory: string): RedisStore {
  return createMemoryStore({
    file: join(dataDirectory, 'redis.json'),
    scripts: new Map([[ADVANCE_SCRIPT, advanceInMemory]]),
  })
}
