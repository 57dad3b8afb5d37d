import { Miniflare, Response as WorkerResponse } from 'miniflare'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN_MARK, redisKeys } from '../../shared/contracts/redis-keys.ts'
import { createRedisWithin } from '../redis.ts'
import { createFakeSource } from '../testing/fake-source.ts'
import { EDGE_TOKEN, type OriginStandIn, startOriginStandIn } from '../testing/origin-stand-in.ts'
import { createSigner } from '../testing/signing.ts'
import { type UpstashStandIn, startUpstashStandIn } from '../testing/upstash-stand-in.ts'
import { workerRuntime } from '../runtime.ts'
import { createCacheSource } from './cache-source.ts'
import { createOriginSource } from './origin-source.ts'
import { createRedisSource } from './redis-source.ts'
import type { RulesetSource } from './ruleset-source.ts'
import { createTextCache } from './text-cache.ts'

const ID = 'aaaaaaaaaaaa'
const HEAD = '3 head'
const ACCESS = '7 access'
const BODY = 'H4sIAAA='
const never = () => new Promise<never>(() => undefined)
const LIMIT = { timeoutMs: 5_000 }

let redis: UpstashStandIn
let origin: OriginStandIn
let runtime: Miniflare
const sources = new Map<string, RulesetSource>()
const hanging = new Map<string, RulesetSource>()

beforeAll(async () => {
  ;[redis, origin] = await Promise.all([startUpstashStandIn(), startOriginStandIn()])
  redis.values.set(ORIGIN_MARK, '0 origin')
  redis.values.set(redisKeys.head(ID), HEAD)
  redis.values.set(redisKeys.access(ID), ACCESS)
  redis.values.set(redisKeys.ruleset(ID, 3), BODY)
  sources.set('Redis', createRedisSource(createRedisWithin({ url: redis.url, token: 'token' })))

  origin.rulesets.set(ID, { head: HEAD, access: ACCESS, body: BODY })
  sources.set('the origin', createOriginSource({ url: origin.url, token: EDGE_TOKEN }))

  runtime = new Miniflare({ modules: true, script: 'export default { fetch: () => new Response() }' })
  const { default: cache } = await runtime.getCaches()
  const put = async (address: string, response: Response): Promise<void> => {
    const headers = Object.fromEntries(response.headers)
    await cache.put(address, new WorkerResponse(await response.text(), { headers }))
  }
  const match = (address: string) => cache.match(address) as unknown as Promise<Response | undefined>
  const kept = createCacheSource(createTextCache({ match, put }), workerRuntime)
  await kept.keepBody(ID, 3, BODY)
  await kept.keepSigned(ID, { head: HEAD, access: ACCESS })
  sources.set("the data centre's cache", kept)

  const fake = createFakeSource(await createSigner())
  fake.heads.set(ID, HEAD)
  fake.tables.set(ID, ACCESS)
  fake.bodies.set(`${ID} 3`, BODY)
  sources.set('memory, as tests have it', fake)

  hanging.set("the data centre's cache", createCacheSource({ get: never, put: never }, workerRuntime))
})
afterAll(() => Promise.all([redis.close(), origin.close(), runtime.dispose()]))

const NAMES = ['Redis', 'the origin', "the data centre's cache", 'memory, as tests have it'] as const
const sourceOf = (name: string): RulesetSource => {
  const source = sources.get(name)
  if (source === undefined) throw new Error(name)
  return source
}

describe.each(NAMES)('a source of rulesets: %s', (name) => {
  it('gives both envelopes in one look', async () => {
    expect(await sourceOf(name).readSigned(ID, { ...LIMIT, parts: 'all' })).toEqual({
      head: HEAD,
      access: ACCESS,
      isPublishedTo: true,
    })
  })

  it('gives the head alone to whoever wants no more', async () => {
    expect(await sourceOf(name).readSigned(ID, { ...LIMIT, parts: 'head' })).toMatchObject({
      head: HEAD,
      access: undefined,
    })
  })

  it('gives to whoever has the newest the same again', async () => {
    const known = { head: HEAD, access: ACCESS }
    expect(await sourceOf(name).readSigned(ID, { ...LIMIT, parts: 'all', known })).toMatchObject(known)
  })

  it('gives a body, and none of another version', async () => {
    const source = sourceOf(name)
    expect([await source.readBody(ID, 3), await source.readBody(ID, 4)]).toEqual([BODY, undefined])
  })

  it('has nothing of an environment that is not there', async () => {
    const texts = await sourceOf(name).readSigned('zzzzzzzzzzzz', { ...LIMIT, parts: 'all' })
    expect(texts).toMatchObject({ head: undefined, access: undefined })
    expect(await sourceOf(name).readBody('zzzzzzzzzzzz', 3)).toBeUndefined()
  })
})

describe('a source that does not answer', () => {
  const wish = { timeoutMs: 50, parts: 'all' } as const

  it('is given up: Redis', async () => {
    redis.fault = 'hang'
    await expect(sourceOf('Redis').readSigned(ID, wish)).rejects.toThrow()
    redis.fault = undefined
  })

  it.each(['hang', 'refuse', 'error', 'redirect', 'garbage'] as const)('is given up: an origin (%s)', async (fault) => {
    origin.fault = fault
    origin.rulesets.clear()
    await expect(sourceOf('the origin').readSigned(ID, wish)).rejects.toThrow()
    origin.fault = undefined
    origin.rulesets.set(ID, { head: HEAD, access: ACCESS, body: BODY })
  })

  it("is given up: the data centre's cache", async () => {
    await expect(hanging.get("the data centre's cache")?.readSigned(ID, wish)).rejects.toThrow('50 ms')
  })
})

describe('the origin as a source', () => {
  it('sends no body again to whoever has the newest', async () => {
    origin.answers.length = 0
    const source = createOriginSource({ url: origin.url, token: EDGE_TOKEN })
    await source.readSigned(ID, { ...LIMIT, parts: 'all', known: { head: HEAD, access: ACCESS } })
    await source.readSigned(ID, { ...LIMIT, parts: 'all', known: { head: '2 head', access: ACCESS } })
    expect(origin.answers).toEqual([304, 200])
  })

  it('is asked once for envelopes and body together', async () => {
    origin.answers.length = 0
    const source = createOriginSource({ url: origin.url, token: EDGE_TOKEN })
    await source.readSigned(ID, { ...LIMIT, parts: 'all' })
    expect(await source.readBody(ID, 3)).toBe(BODY)
    expect(origin.answers).toEqual([200])
  })

  it('lets nobody in with another token', async () => {
    const source = createOriginSource({ url: origin.url, token: 'x'.repeat(32) })
    await expect(source.readSigned(ID, { ...LIMIT, parts: 'all' })).rejects.toThrow('401')
  })
})

describe("the data centre's cache as a source", () => {
  it.each(['', 'null', '{"head":1,"access":"a"}', '{'])('takes %j for nothing', async (text) => {
    const source = createCacheSource({ get: () => Promise.resolve(text), put: () => Promise.resolve() }, workerRuntime)
    expect(await source.readSigned(ID, { ...LIMIT, parts: 'all' })).toEqual({
      head: undefined,
      access: undefined,
      isPublishedTo: false,
    })
  })
})
