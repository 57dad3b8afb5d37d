import { beforeEach, describe, expect, it } from 'vitest'
import { ID, signer, type TestEnvironments, createTestEnvironments, versionOf } from '../testing/test-environments.ts'
import { bodyKey } from '../testing/fake-source.ts'
import { packRuleset } from '../testing/signing.ts'
import { LOST, createTestLifetime } from '../testing/test-runtime.ts'
import type { LoadedEnvironment } from './environment-state.ts'

let source: TestEnvironments['source']
let runtime: TestEnvironments['runtime']
let environments: TestEnvironments['environments']
let ask: TestEnvironments['ask']
let askAndSettle: TestEnvironments['askAndSettle']
let loaded: TestEnvironments['loaded']
let lines: TestEnvironments['lines']

beforeEach(async () => {
  ;({ source, runtime, environments, ask, askAndSettle, loaded, lines } = await createTestEnvironments())
})

/** Publishes a version whose head says this of its trace. */
async function publishTraced(version: number, trace: unknown): Promise<void> {
  const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
  const { body, head } = await packRuleset({ environment: ID, version, settings, flags: [] }, runtime.nowMs())
  source.bodies.set(bodyKey(ID, version), body)
  source.heads.set(ID, await signer.sign({ ...head, trace } as typeof head))
}

const askUnknown = async () => environments.ready('zzzzzzzzzzzz', createTestLifetime())
const ageMs = ({ newestAtMs }: LoadedEnvironment) => runtime.nowMs() - newestAtMs

describe('freshness', () => {
  it('loads a cold environment in front', async () => {
    expect((await ask()).version).toBe(1)
    expect(source.checks).toHaveLength(1)
  })

  it('asks nothing within a second of the last check, and gives no promise', async () => {
    await ask()
    runtime.shift(900)
    expect(environments.ready(ID, LOST)).not.toBeInstanceOf(Promise)
    expect(source.checks).toHaveLength(1)
  })

  it('serves first and checks behind between one and five seconds', async () => {
    await ask()
    await source.publish(ID, 2, [])
    runtime.shift(2_000)
    const asked = await ask()
    expect(asked.version).toBe(1)
    await asked.lifetime.settled()
    expect((await ask()).version).toBe(2)
    expect(source.checks).toHaveLength(2)
  })

  it('checks in front after five seconds, so that a pause hides no change', async () => {
    await ask()
    await source.publish(ID, 2, [])
    runtime.shift(5_100)
    expect((await ask()).version).toBe(2)
  })

  it('checks in front when the clock stepped back', async () => {
    await ask()
    await source.publish(ID, 2, [])
    runtime.shift(-3_600_000)
    expect((await ask()).version).toBe(2)
    expect(environments.ready(ID, LOST)).not.toBeInstanceOf(Promise)
  })

  it('makes one check for many requests at once', async () => {
    const versions = await Promise.all(Array.from({ length: 50 }, () => ask()))
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 50 }, () => 1))
    expect(source.checks).toHaveLength(1)
    expect(source.loads).toHaveLength(1)
  })
})

describe('the age of what is served', () => {
  it('grows while a newer body cannot be had', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [])
    source.bodyFault = 'fail'
    for (let i = 0; i < 10; i++) {
      runtime.shift(3_000)
      await askAndSettle()
    }
    expect(environment.head.value.version).toBe(2)
    expect(environment.ruleset.version).toBe(1)
    expect(ageMs(environment)).toBeGreaterThanOrEqual(30_000)
    source.bodyFault = undefined
    runtime.shift(10_000)
    await askAndSettle()
    await askAndSettle()
    expect(environment.ruleset.version).toBe(2)
    expect(ageMs(environment)).toBeLessThan(1_000)
  })

  it('is that of the last look at the head, also while the access table is refused', async () => {
    const environment = await loaded()
    source.tables.set(ID, 'forged')
    runtime.shift(6_000)
    await askAndSettle()
    expect(ageMs(environment)).toBeLessThan(1_000)
  })
})

describe('unknown environments', () => {
  it('are remembered for ten seconds', async () => {
    expect(await askUnknown()).toBe('unknown')
    runtime.shift(9_000)
    expect(await askUnknown()).toBe('unknown')
    expect(source.checks).toHaveLength(1)
    await source.publish('zzzzzzzzzzzz', 1, [])
    await source.grant('zzzzzzzzzzzz', 1, [])
    runtime.shift(2_000)
    expect(versionOf(await askUnknown())).toBe(1)
  })

  it('displace no environment that is loaded', async () => {
    await ask()
    for (let i = 0; i < 1_100; i++) {
      await environments.ready(String(i).padStart(12, 'q'), createTestLifetime())
    }
    const before = source.checks.length
    expect((await ask()).version).toBe(1)
    expect(source.checks.length - before).toBeLessThanOrEqual(1)
    expect(source.loads).toHaveLength(1)
  })
})

describe('an empty source', () => {
  it('does not say that an environment does not exist', async () => {
    const heads = [...source.heads]
    source.heads.clear()
    source.tables.clear()
    source.isPublishedTo = false
    expect((await ask()).version).toBe('not_ready')
    expect((await ask()).version).toBe('not_ready')
    expect(source.checks).toHaveLength(1)
    for (const [id, text] of heads) source.heads.set(id, text)
    await source.grant(ID, 1, [])
    source.isPublishedTo = true
    runtime.shift(2_000)
    expect((await ask()).version).toBe(1)
  })

  it('is gone on with by whoever has something to serve', async () => {
    await ask()
    source.heads.clear()
    source.tables.clear()
    source.isPublishedTo = false
    runtime.shift(6_000)
    expect((await ask()).version).toBe(1)
  })
})

const loadedLines = () => lines.filter(({ event }) => event === 'ruleset_loaded')

describe('a version whose change was traced', () => {
  const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'

  it('is named in the log with its trace, once, when it is served', async () => {
    await ask()
    await publishTraced(2, `00-${TRACE_ID}-b7ad6b7169203331-01`)
    for (let i = 0; i < 3; i++) {
      runtime.shift(5_100)
      expect((await ask()).version).toBe(2)
    }
    const line = { level: 'info', event: 'ruleset_loaded', environment: ID, version: 2, traceId: TRACE_ID }
    expect(loadedLines()).toEqual([line])
  })

  it.each(['nonsense', 7, null, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])(
    'is served all the same where that is %j, and not named',
    async (trace) => {
      await ask()
      await publishTraced(2, trace)
      runtime.shift(5_100)
      expect((await ask()).version).toBe(2)
      expect(loadedLines()).toEqual([])
    },
  )
})
