import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { type Answer, ask, askBulk, askClassic, askSingle, askUntil } from '../testing/ask.ts'
import { EDGE_TOKEN, type OriginStandIn, startOriginStandIn } from '../testing/origin-stand-in.ts'
import { tableEntry, testKey } from '../testing/signing.ts'
import { type RunningEdge, startEdge } from '../testing/start-edge.ts'
import { type World, startWorld, varsOf } from '../testing/start-world.ts'
import { booleanFlag, classicFlag } from '../testing/test-flags.ts'

const ID = 'aaaaaaaaaaaa'
const KEY = testKey('srv', ID, 'a')
const DOWN = ['refuse', 'error', 'hang'] as const
const TWO_MINUTES_MS = 120_000

let world: World
let origin: OriginStandIn
let cacheDirectory: string
const started: RunningEdge[] = []

beforeAll(async () => {
  origin = await startOriginStandIn()
  world = await startWorld()
  await world.grant(ID, [await tableEntry(KEY, { scopes: ['evaluate', 'classic'] })])
})
beforeEach(async () => {
  cacheDirectory = await mkdtemp(join(tmpdir(), 'togglemaster-cache-'))
  world.redis.fault = undefined
  origin.fault = undefined
  origin.rulesets.clear()
  origin.answers.length = 0
  await world.publish(ID, [booleanFlag('x'), classicFlag('seed')])
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((edge) => edge.close()))
  await rm(cacheDirectory, { recursive: true, force: true })
})
afterAll(() => Promise.all([world.close(), origin.close()]))

const startIsolate = async (clockOffsetMs = 0): Promise<string> => {
  const vars = { ...varsOf(world.redis, world.sqs, world.signer.publicKey), ORIGIN_URL: origin.url, EDGE_TOKEN }
  const edge = await startEdge({ vars, cacheDirectory, clockOffsetMs })
  started.push(edge)
  return edge.url
}
/** What the origin would say of what lies in Redis. */
const giveToOrigin = (): void => {
  const { values } = world.redis
  const head = values.get(redisKeys.head(ID)) ?? ''
  const body = values.get(redisKeys.ruleset(ID, Number.parseInt(head, 10))) ?? ''
  origin.rulesets.set(ID, { head, access: values.get(redisKeys.access(ID)) ?? '', body })
}
const evaluate = (url: string) => askSingle(url, 'x', {}, { key: KEY })
const sourceOf = ({ headers }: Answer) => headers.get('x-togglemaster-source')

/** Only what is entered is found again; what was written and not entered yet is lost with the runtime. */
const enteredInCache = async (): Promise<number> => {
  const folder = join(cacheDirectory, 'miniflare-CacheObject')
  const files = await readdir(folder).catch(() => [])
  const indexes = files.filter((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite')
  return indexes.reduce((sum, name) => sum + countEntries(join(folder, name)), 0)
}
const countEntries = (file: string): number => {
  const index = new BetterSqlite3(file, { readonly: true })
  try {
    return index.prepare<[], number>('select count(*) from _mf_entries').pluck().get() ?? 0
  } catch {
    // Its table is not made yet.
    return 0
  } finally {
    index.close()
  }
}

/** An isolate comes and goes. What it leaves, a body and the envelopes, is left behind its answer. */
const leaveInCache = async (): Promise<void> => {
  const url = await startIsolate()
  expect((await evaluate(url)).status).toBe(200)
  while ((await enteredInCache()) < 2) await new Promise((resolve) => setTimeout(resolve, 20))
  await Promise.all(started.splice(0).map((edge) => edge.close()))
}

describe('a cold edge while Redis is down', () => {
  it.each(DOWN)('answers by the origin (%s)', async (fault) => {
    giveToOrigin()
    world.redis.fault = fault
    const url = await startIsolate()
    const answers = await Promise.all(Array.from({ length: 10 }, () => evaluate(url)))
    expect(answers.map(({ status, body }) => [status, (body as { reason: string }).reason])).toEqual(
      answers.map(() => [200, 'STATIC']),
    )
    expect(answers.map(sourceOf)).toEqual(answers.map(() => 'origin'))
    expect(origin.answers).toEqual([200])
  })

  it.each(DOWN)(
    "answers by what the data centre's cache knew last, when the origin is down too (%s)",
    async (fault) => {
      await leaveInCache()
      world.redis.fault = fault
      origin.fault = fault
      const url = await startIsolate()
      // A busy machine's cache may take longer to open its files than a request waits for it.
      const answer = await askUntil(
        () => evaluate(url),
        ({ status }) => status === 200,
      )
      expect(answer).toMatchObject({ body: { value: true, reason: 'STATIC' } })
      expect(sourceOf(answer)).toBe('cache')
    },
  )

  it('says why it is not ready when nobody has anything, and never gives an empty set of flags', async () => {
    world.redis.fault = 'refuse'
    origin.fault = 'refuse'
    const url = await startIsolate()
    for (const answer of [await evaluate(url), await askBulk(url, {}, { key: KEY })]) {
      expect(answer).toMatchObject({ status: 503, body: { errorCode: 'PROVIDER_NOT_READY' } })
    }
    world.redis.fault = undefined
    const served = await askUntil(
      () => evaluate(url),
      ({ status }) => status === 200,
    )
    expect(sourceOf(served)).toBe('redis')
  })

  it('holds up nobody when the request that asked the origin ends early', async () => {
    giveToOrigin()
    world.redis.fault = 'refuse'
    origin.fault = 'hang'
    const url = await startIsolate()
    const leader = askSingle(url, 'x', {}, { key: KEY, signal: AbortSignal.timeout(200) }).catch(() => 'gone')
    expect(await leader).toBe('gone')
    world.redis.fault = undefined
    const served = await askUntil(
      () => evaluate(url),
      ({ status }) => status === 200,
    )
    expect(served.status).toBe(200)
  })
})

describe('a cold edge that finds an old head', () => {
  it('serves it as STALE with the origin gone, counts it so, and /readyz is degraded', async () => {
    origin.fault = 'refuse'
    const url = await startIsolate(TWO_MINUTES_MS)
    const single = await evaluate(url)
    expect(single).toMatchObject({ status: 200, body: { value: true, reason: 'STALE', variant: 'on' } })
    expect(Number(single.headers.get('x-togglemaster-age-ms'))).toBeGreaterThan(90_000)
    const bulk = await askBulk(url, {}, { key: KEY })
    expect((bulk.body as { flags: { reason: string }[] }).flags.map(({ reason }) => reason)).toEqual(['STALE', 'STALE'])
    const classic = await askClassic(url, 'user_id=u&flag_name=seed', { key: KEY })
    expect(classic).toMatchObject({ status: 200, body: { result: true, reason: 'STALE' } })
    expect(await ask(`${url}/readyz`, {})).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { rulesets: { status: 'degraded', asked: 1, behind: 1 } } },
    })
    await askUntil(
      () => evaluate(url),
      () => world.sqs.batches().some(({ counters }) => counters.some(({ reason }) => reason === 'STALE')),
    )
    const reasons = world.sqs.batches().flatMap(({ counters }) => counters.map(({ reason }) => reason))
    expect(new Set(reasons.filter((reason) => reason === 'STALE')).size).toBe(1)
  })

  it('asks the origin, and takes its word', async () => {
    giveToOrigin()
    const url = await startIsolate(TWO_MINUTES_MS)
    const answer = await evaluate(url)
    expect(answer).toMatchObject({ status: 200, body: { reason: 'STATIC' } })
    expect(sourceOf(answer)).toBe('origin')
    expect(origin.answers).toEqual([304])
  })
})

describe("what lies in the data centre's cache", () => {
  it('saves the next isolate the way to Redis for a body', async () => {
    await leaveInCache()
    world.redis.commands.length = 0
    const url = await startIsolate()
    expect(sourceOf(await evaluate(url))).toBe('redis')
    expect(world.redis.commands.map(([name]) => name?.toUpperCase())).not.toContain('GET')
  })
})
