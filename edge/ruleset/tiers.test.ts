import { beforeEach, describe, expect, it } from 'vitest'
import { type FakeSource, createFakeSource } from '../testing/fake-source.ts'
import { type MapCache, createMapCache } from '../testing/map-cache.ts'
import { createSigner } from '../testing/signing.ts'
import { ID, type TestEnvironments, createTestEnvironments, signer, versionOf } from '../testing/test-environments.ts'
import { type ShiftedRuntime, createTestLifetime } from '../testing/test-runtime.ts'
import { createVirtualRuntime } from '../testing/virtual-runtime.ts'
import { type KeptTexts, createCacheSource } from './cache-source.ts'
import { ageOf } from './environment-state.ts'

const OTHER = 'bbbbbbbbbbbb'
/** Before the source was made, which is as good as now. */
const SECONDS_AGO = (seconds: number): number => -1_000 * seconds

let origin: FakeSource
let texts: MapCache
let here: TestEnvironments
let runtime: ShiftedRuntime
/** A cold isolate in the same data centre. */
const startIsolate = () => createTestEnvironments({ origin, cache: createCacheSource(texts, runtime), runtime })

beforeEach(async () => {
  runtime = createVirtualRuntime()
  origin = createFakeSource(signer, runtime)
  texts = createMapCache()
  here = await startIsolate()
  await here.source.publish(ID, 1, [], SECONDS_AGO(1))
  await origin.publish(ID, 1, [])
  await origin.grant(ID, 1, [])
})

const served = async (of = here) => {
  const environment = await of.loaded()
  return { version: environment.ruleset.version, source: environment.source, isStale: environment.isUnconfirmed }
}
const serveAll = async (of: TestEnvironments): Promise<void> => {
  const lifetime = createTestLifetime()
  await of.environments.ready(ID, lifetime)
  await lifetime.settled()
}

describe('a cold isolate without Redis', () => {
  beforeEach(() => {
    here.source.fault = 'fail'
  })

  it('is served by the origin', async () => {
    expect(await served()).toEqual({ version: 1, source: 'origin', isStale: false })
  })

  it('is served by what another isolate left, when the origin is gone too', async () => {
    here.source.fault = undefined
    await serveAll(here)
    origin.fault = 'fail'
    const cold = await startIsolate()
    cold.source.fault = 'fail'
    expect(await served(cold)).toEqual({ version: 1, source: 'cache', isStale: false })
    expect(ageOf(await cold.loaded(), cold.runtime.nowMs())).toBeGreaterThanOrEqual(1_000)
  })

  it.each(['hang', 'lose'] as const)('waits no longer than three seconds for all of them (%s)', async (fault) => {
    here.source.fault = fault
    origin.fault = fault
    texts.isHanging = true
    const { version, waitedMs } = await here.ask()
    expect(version).toBe('not_ready')
    expect(waitedMs).toBeLessThanOrEqual(3_000)
  })

  it('asks the origin when Redis did not answer for 1.2 s', async () => {
    here.source.fault = 'hang'
    expect(await here.ask()).toMatchObject({ version: 1, waitedMs: 1_200 })
  })

  it('is not ready when nobody has anything, and knows of no empty set of flags', async () => {
    origin.fault = 'fail'
    expect((await here.ask()).version).toBe('not_ready')
  })

  it('takes the word of the origin that there is no such environment', async () => {
    origin.heads.clear()
    origin.tables.clear()
    expect((await here.ask()).version).toBe('unknown')
  })

  it('asks the origin once, whoever waits for it', async () => {
    origin.delayMs = 50
    const asked = await Promise.all(Array.from({ length: 20 }, () => here.ask()))
    expect(new Set(asked.map(({ version }) => version))).toEqual(new Set([1]))
    expect(origin.checks).toEqual([ID])
  })

  it('asks the origin at most once in ten seconds, for whatever environment', async () => {
    await here.ask()
    await here.environments.ready(OTHER, createTestLifetime())
    expect(origin.checks).toEqual([ID])
    here.runtime.shift(10_000)
    await here.environments.ready(OTHER, createTestLifetime())
    expect(origin.checks).toEqual([ID, OTHER])
  })

  it('has its turn at the origin, however often another one is asked for that serves', async () => {
    await here.ask()
    for (let i = 0; i < 32; i++) {
      here.runtime.shift(1_001)
      await here.askAndSettle()
      await here.environments.ready(OTHER, createTestLifetime())
    }
    expect(origin.checks).toEqual([ID, OTHER, ID, OTHER])
  })

  it('goes on with Redis as soon as it is there', async () => {
    await here.ask()
    here.source.fault = undefined
    await here.source.publish(ID, 2, [])
    here.runtime.shift(10_000)
    await here.askAndSettle()
    expect(await served()).toEqual({ version: 2, source: 'redis', isStale: false })
  })
})

describe('a cold isolate with a Redis that is well', () => {
  it('never asks the origin for an environment that is not there', async () => {
    expect(versionOf(await here.environments.ready('zzzzzzzzzzzz', createTestLifetime()))).toBe('unknown')
    expect(origin.checks).toEqual([])
  })

  it('asks the origin when Redis is empty', async () => {
    here.source.heads.clear()
    here.source.tables.clear()
    here.source.isPublishedTo = false
    expect(await served()).toEqual({ version: 1, source: 'origin', isStale: false })
  })

  it('asks the origin when Redis has a head and no body', async () => {
    here.source.bodies.clear()
    here.source.bodyFault = 'fail'
    expect(await served()).toEqual({ version: 1, source: 'origin', isStale: false })
  })
})

describe('a head that is older than 90 s', () => {
  beforeEach(() => here.source.publish(ID, 1, [], SECONDS_AGO(100)))

  it('is not served before the origin was asked, which knows a newer one', async () => {
    await origin.publish(ID, 2, [])
    expect(await served()).toEqual({ version: 2, source: 'origin', isStale: false })
  })

  it('is good when the origin says that it is the newest', async () => {
    expect((await served()).isStale).toBe(false)
    expect(origin.checks).toEqual([ID])
  })

  it('is served as stale with the origin gone too, and its age is that of its issue', async () => {
    origin.fault = 'fail'
    expect(await served()).toEqual({ version: 1, source: 'redis', isStale: true })
    await here.askAndSettle()
    expect(ageOf(await here.loaded(), here.runtime.nowMs())).toBeGreaterThanOrEqual(100_000)
  })

  it('is no longer stale as soon as it is issued again', async () => {
    origin.fault = 'fail'
    await here.ask()
    await here.source.publish(ID, 1, [], 2_000)
    here.runtime.shift(2_000)
    await here.askAndSettle()
    expect((await served()).isStale).toBe(false)
  })

  it('is no longer stale when the origin can be asked again', async () => {
    origin.fault = 'fail'
    await here.ask()
    origin.fault = undefined
    here.runtime.shift(10_000)
    await here.askAndSettle()
    expect(await served()).toMatchObject({ source: 'origin', isStale: false })
  })

  it('is left to nobody while nobody vouches for it', async () => {
    origin.fault = 'fail'
    await serveAll(here)
    await here.askAndSettle()
    expect([...texts.texts.keys()]).toEqual([])
  })

  it('is looked at by an isolate that slept before anybody asks the origin', async () => {
    await here.source.publish(ID, 1, [])
    await here.ask()
    here.runtime.shift(100_000)
    await here.source.publish(ID, 1, [], 100_000)
    await here.askAndSettle()
    await here.askAndSettle()
    expect(origin.checks).toEqual([])
  })

  it('is stale also when it is what another isolate left', async () => {
    await here.source.publish(ID, 1, [])
    await serveAll(here)
    origin.fault = 'fail'
    const cold = await startIsolate()
    cold.source.fault = 'fail'
    cold.runtime.shift(100_000)
    expect(await served(cold)).toEqual({ version: 1, source: 'cache', isStale: true })
  })
})

/** With a request each second. */
const goOn = async (seconds: number): Promise<void> => {
  for (let i = 0; i < seconds; i++) {
    here.runtime.shift(1_000)
    await here.askAndSettle()
  }
}
/** How often a log says that the origin did not answer. */
const told = () => here.lines.filter(({ event }) => event === 'origin_not_asked').length

describe('a warm isolate whose Redis shows the same old head for 90 s', () => {
  beforeEach(async () => {
    await here.ask()
    await goOn(80)
  })

  it('gets what is newer of the origin, asked behind and once in ten seconds', async () => {
    expect(origin.checks).toEqual([])
    await origin.publish(ID, 2, [], 80_000)
    await goOn(15)
    expect(await served()).toMatchObject({ version: 2, isStale: false })
    const beganAtMs = here.runtime.nowMs()
    await goOn(20)
    expect(origin.checks.length).toBeGreaterThan(1)
    expect(origin.checks.length - 1).toBeLessThanOrEqual((here.runtime.nowMs() - beganAtMs) / 10_000 + 1)
  })

  it('goes on without waiting where the origin is gone too, and says since when nobody knows better', async () => {
    origin.fault = 'hang'
    await goOn(15)
    const { version, waitedMs } = await here.ask()
    expect({ version, waitedMs }).toEqual({ version: 1, waitedMs: 0 })
    expect((await served()).isStale).toBe(false)
    expect(ageOf(await here.loaded(), here.runtime.nowMs())).toBeGreaterThan(90_000)
  })

  it('says once that the origin does not answer, and again when it did meanwhile', async () => {
    origin.fault = 'fail'
    await goOn(35)
    expect(told()).toBe(1)
    origin.fault = undefined
    await goOn(15)
    origin.fault = 'fail'
    await goOn(15)
    expect(told()).toBe(2)
  })

  it('is as young as the last word of the origin', async () => {
    await goOn(25)
    expect(ageOf(await here.loaded(), here.runtime.nowMs())).toBeLessThanOrEqual(10_000)
    origin.fault = 'fail'
    await goOn(30)
    expect(ageOf(await here.loaded(), here.runtime.nowMs())).toBeGreaterThan(30_000)
  })
})

describe('a warm isolate without Redis', () => {
  it('asks the origin behind, at most once in ten seconds, and sees what is new there', async () => {
    await here.ask()
    here.source.fault = 'fail'
    here.runtime.shift(6_000)
    await here.askAndSettle()
    expect(origin.checks).toEqual([])
    await origin.publish(ID, 2, [])
    here.runtime.shift(6_000)
    expect(await here.askAndSettle()).toBe(1)
    expect((await here.ask()).version).toBe(2)
    await here.askAndSettle()
    expect(origin.checks).toEqual([ID])
  })
})

/** A cold isolate with nothing but what was left to it, after somebody changed that. */
const leave = async (change: (kept: KeptTexts) => object): Promise<TestEnvironments> => {
  await serveAll(here)
  const kept = JSON.parse(texts.texts.get(`${ID}/signed`) ?? '') as KeptTexts
  texts.texts.set(`${ID}/signed`, JSON.stringify(change(kept)))
  origin.fault = 'fail'
  const cold = await startIsolate()
  cold.source.fault = 'fail'
  return cold
}

describe("what lies in the data centre's cache", () => {
  it('saves the next isolate the way to Redis for a body', async () => {
    await serveAll(here)
    const cold = await startIsolate()
    cold.source.bodies.clear()
    await cold.source.publish(ID, 1, [], SECONDS_AGO(1))
    expect((await cold.ask()).version).toBe(1)
    expect(cold.source.loads).toEqual([])
  })

  it('is believed only when it is signed: forged', async () => {
    const stranger = createFakeSource(await createSigner(), runtime)
    await stranger.publish(ID, 9, [])
    const cold = await leave((kept) => ({ ...kept, head: stranger.heads.get(ID) ?? '' }))
    expect((await cold.ask()).version).toBe('not_ready')
    expect(cold.refusals.counts().refused).toEqual({ 'head.unknown_key': 1 })
  })

  it('is believed only in its own place: foreign', async () => {
    const foreign = createFakeSource(signer, runtime)
    await foreign.publish(OTHER, 9, [])
    const cold = await leave((kept) => ({ ...kept, head: foreign.heads.get(OTHER) ?? '' }))
    expect((await cold.ask()).version).toBe('not_ready')
    expect(cold.refusals.counts().refused).toEqual({ 'head.wrong_environment': 1 })
  })

  it('is passed over for Redis when a body is not the promised one, and counted', async () => {
    await serveAll(here)
    texts.texts.set(`${ID}/rulesets/1`, 'AAAA')
    const cold = await startIsolate()
    await cold.source.publish(ID, 1, [], SECONDS_AGO(1))
    expect((await cold.ask()).version).toBe(1)
    expect(cold.refusals.counts().refused).toEqual({ 'ruleset.wrong_digest': 1 })
  })

  it('brings no isolate back to what it had passed', async () => {
    await serveAll(here)
    await here.source.publish(ID, 2, [])
    here.runtime.shift(6_000)
    const old = new Map(texts.texts)
    await here.askAndSettle()
    for (const [path, text] of old) texts.texts.set(path, text)
    here.source.fault = 'fail'
    origin.fault = 'fail'
    here.runtime.shift(30_000)
    expect(await here.askAndSettle()).toBe(2)
  })

  it('is waited for a quarter of a second when it does not answer, and no longer', async () => {
    texts.isHanging = true
    here.source.fault = 'fail'
    origin.fault = 'fail'
    expect(await here.ask()).toMatchObject({ version: 'not_ready', waitedMs: 250 })
  })
})
