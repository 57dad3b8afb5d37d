import { vi } from 'vitest'
import type { FrontRequest } from '../../local/http/http-front.ts'
import { advanceInMemory } from '../../local/redis/advance-script.ts'
import { createMemoryStore } from '../../local/redis/memory-store.ts'
import type { RedisStore } from '../../local/redis/redis-store.ts'
import { answerUpstashRequest, parseUpstashRequest } from '../../local/redis/upstash-request.ts'
import { ADVANCE_SCRIPT } from '../../origin/publishing/advance-script.ts'

export type RedisHealth = 'up' | 'down' | 'hanging' | 'slow'
/** What is read as a replica has it that fell behind: everything, or only the bodies (a head before its body). */
export type ReplicaLag = 'none' | 'all' | 'bodies'

/**
 * The Redis of a model's world, behind the REST protocol that the real clients of origin and edge speak: all is real but
 * the network. Nothing here takes time but what is told to.
 */
export interface ModelRedis {
  readonly url: string
  health: RedisHealth
  lag: ReplicaLag
  /** The replica stays at this moment; edges may have seen a later one before they read from it. */
  readonly leaveReplicaBehind: () => Promise<void>
  /** Whether whoever asks is answered at once, with what is true. */
  readonly isHealthy: () => boolean
  /** As the primary has it. */
  readonly peek: (key: string) => Promise<string | undefined>
  readonly flush: () => Promise<void>
  /** Stands before every request of the client with this token, and may fail it or never end. */
  readonly intercept: (token: string, interceptor: Interceptor) => void
}

/** @param perform  reaches Redis, whatever becomes of the answer */
export type Interceptor = (perform: () => Promise<Response>, isWrite: boolean) => Promise<Response>

/** Longer than a request waits, and shorter than a look may take. */
const SLOW_MS = 400
const ADDRESS = 'http://redis.test'
const WRITES = new Set(['SET', 'EVAL', 'DEL'])

export function createModelRedis(): ModelRedis {
  const store = createMemoryStore({ scripts: new Map([[ADVANCE_SCRIPT, advanceInMemory]]) })
  const interceptors = new Map<string, Interceptor>()
  let before: ReadonlyMap<string, string> = new Map()
  const isBehind = (key: string): boolean =>
    redis.lag === 'all' || (redis.lag === 'bodies' && key.includes(':ruleset:'))
  const replica: RedisStore = {
    ...store,
    call: async (command) => {
      const [name, ...keys] = command
      const reply = await store.call(command)
      if (name === 'GET' && isBehind(keys[0] ?? '')) return before.get(keys[0] ?? '') ?? null
      if (name !== 'MGET' || !Array.isArray(reply)) return reply
      return keys.map((key, i) => (isBehind(key) ? (before.get(key) ?? null) : (reply[i] ?? null)))
    },
  }

  const redis: ModelRedis = {
    url: ADDRESS,
    health: 'up',
    lag: 'none',
    leaveReplicaBehind: async () => {
      before = await readAll(store)
    },
    isHealthy: () => redis.health === 'up' && redis.lag === 'none',
    peek: async (key) => {
      const value = await store.call(['GET', key])
      return typeof value === 'string' ? value : undefined
    },
    flush: async () => {
      const keys = (await store.call(['KEYS', '*'])) as readonly string[]
      if (keys.length > 0) await store.call(['DEL', ...keys])
    },
    intercept: (token, interceptor) => void interceptors.set(token, interceptor),
  }

  const serve = async (call: FrontRequest, signal: AbortSignal): Promise<Response> => {
    if (redis.health === 'down') throw new TypeError('fetch failed')
    if (redis.health === 'hanging') return untilAborted(signal)
    if (redis.health === 'slow') await Promise.race([passMs(SLOW_MS), untilAborted(signal)])
    return answer(call, replica)
  }
  vi.stubGlobal('fetch', async (...sent: Parameters<typeof fetch>): Promise<Response> => {
    const request = new Request(...sent)
    const call = await readCall(request)
    const interceptor = interceptors.get(call.headers.authorization ?? '')
    if (interceptor === undefined) return serve(call, request.signal)
    return interceptor(() => serve(call, request.signal), WRITES.has(commandOf(call)))
  })
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(abortAfter)
  return redis
}

/** On the model's clock. */
function abortAfter(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new DOMException('timed out', 'TimeoutError')), ms)
  return controller.signal
}

function passMs(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

async function readCall(request: Request): Promise<FrontRequest> {
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers.entries()),
    body: Buffer.from(await request.text()),
  }
}

function commandOf({ body }: FrontRequest): string {
  const [name] = JSON.parse(body.toString()) as readonly unknown[]
  return String(name).toUpperCase()
}

async function answer(call: FrontRequest, store: RedisStore): Promise<Response> {
  const parsed = parseUpstashRequest(call)
  const answered = 'status' in parsed ? parsed : await answerUpstashRequest(parsed, store)
  return new Response(answered.body.toString(), { status: answered.status })
}

async function readAll(store: RedisStore): Promise<ReadonlyMap<string, string>> {
  const keys = (await store.call(['KEYS', '*'])) as readonly string[]
  const values = await Promise.all(keys.map(async (key) => [key, await store.call(['GET', key])] as const))
  return new Map(values.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])))
}
