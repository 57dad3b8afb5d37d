import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from '@upstash/redis/cloudflare'
import { findRedisServer } from './find-redis-server.ts'
import type { MemoryScript } from './memory-scripts.ts'
import { createMemoryStore } from './memory-store.ts'
import { startRedisFront } from './redis-front.ts'
import { openRedisServerStore } from './redis-server-store.ts'
import { describeRedisStore, RAISE_SCRIPT } from './redis-store.suite.ts'
import { RedisError, type RedisOutcome, type RedisReply, type RedisStore } from './redis-store.ts'

const raise: MemoryScript = (redis, [key = ''], [version = '']) => {
  if (Number(version) <= Number(redis.call('GET', key) ?? 0)) return 0
  redis.call('SET', key, version)
  return 1
}

const openInMemory = async (): Promise<RedisStore> => createMemoryStore({ scripts: new Map([[RAISE_SCRIPT, raise]]) })

describeRedisStore('the Redis in memory', openInMemory)
describeRedisStore('the Redis in memory, over REST', () => openOverRest(openInMemory))

// A machine without redis-server runs ToggleMaster on the Redis in memory, and proves that one only.
const executable = findRedisServer(process.env['PATH'] ?? '')
if (executable !== undefined) {
  const openServer = (): Promise<RedisStore> =>
    openRedisServerStore({ executable, dataDirectory: mkdtempSync(join(tmpdir(), 'togglemaster-redis-')) })

  describeRedisStore('a redis-server', openServer)
  describeRedisStore('a redis-server, over REST', () => openOverRest(openServer))
}

/** The real client, speaking to our front, seen as a store again. */
async function openOverRest(open: () => Promise<RedisStore>): Promise<RedisStore> {
  const store = await open()
  const front = await startRedisFront({ store, token: 'secret' })
  const client = new Redis({ url: front.url, token: 'secret', automaticDeserialization: false, enableTelemetry: false })
  return {
    call: ([name = '', ...args]) => client.exec<RedisReply>([name, ...args]),
    callAtomically: (commands) => postTransaction(front.url, commands),
    subscribe: async (channel, listener) => {
      const subscriber = client.subscribe<string>([channel])
      subscriber.on('message', ({ message }) => listener(message))
      return () => void subscriber.unsubscribe([channel])
    },
    close: async () => {
      await front.close()
      await store.close()
    },
  }
}

/** The client's `multi()` has typed methods only, and throws at the first error among the outcomes. */
async function postTransaction(url: string, commands: unknown): Promise<readonly RedisOutcome[]> {
  const response = await fetch(`${url}/multi-exec`, {
    method: 'POST',
    headers: { authorization: 'Bearer secret' },
    body: JSON.stringify(commands),
  })
  const answer = (await response.json()) as readonly RedisOutcome[] | { readonly error: string }
  if ('error' in answer) throw new RedisError('reply', answer.error)
  return answer
}
