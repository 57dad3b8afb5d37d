import { beforeEach, describe, expect, it } from 'vitest'
import { type FakeSource, bodyKey, createFakeSource } from '../testing/fake-source.ts'
import { createSigner } from '../testing/signing.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { LOST, type ShiftedRuntime, createShiftedRuntime, createTestLifetime } from '../testing/test-runtime.ts'
import type { LoadedEnvironment } from './environment-state.ts'
import { type Environments, type Readiness, createEnvironments } from './environments.ts'
import { type Refusals, createRefusals } from './refusals.ts'

const ID = 'aaaaaaaaaaaa'
const signer = await createSigner()
let source: FakeSource
let runtime: ShiftedRuntime
let refusals: Refusals
let environments: Environments

beforeEach(async () => {
  source = createFakeSource(signer)
  runtime = createShiftedRuntime()
  refusals = createRefusals(() => undefined)
  environments = createEnvironments({ source, keys: signer.verificationKeys, runtime, refusals })
  await source.publish(ID, 1, [booleanFlag('x')])
  await source.grant(ID, 1, [])
})

/** The version that a request is served, and how long it waited. */
async function ask(lifetime = createTestLifetime()) {
  const began = performance.now()
  const readiness = await environments.ready(ID, lifetime)
  const waitedMs = performance.now() - began
  return { version: versionOf(readiness), waitedMs, lifetime }
}

const askUnknown = async () => environments.ready('zzzzzzzzzzzz', createTestLifetime())

async function askAndSettle() {
  const asked = await ask()
  await asked.lifetime.settled()
  return asked.version
}

function versionOf(readiness: Readiness): number | string {
  return typeof readiness === 'string' ? readiness : readiness.ruleset.version
}

async function loaded(): Promise<LoadedEnvironment> {
  const readiness = await environments.ready(ID, createTestLifetime())
  if (typeof readiness === 'string') throw new Error(readiness)
  return readiness
}

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

describe('a source that fails', () => {
  it('costs one wait of 250 ms, and the last known good is served at once from then on', async () => {
    await ask()
    source.fault = 'hang'
    runtime.shift(6_000)
    const first = await ask()
    expect(first.version).toBe(1)
    expect(first.waitedMs).toBeGreaterThan(200)
    expect(first.waitedMs).toBeLessThan(400)
    const second = await ask()
    expect(second.version).toBe(1)
    expect(second.waitedMs).toBeLessThan(20)
  })

  it('makes no follower wait longer than its leader', async () => {
    await ask()
    source.fault = 'hang'
    runtime.shift(6_000)
    const asked = await Promise.all([ask(), ask(), ask()])
    for (const { version, waitedMs } of asked) {
      expect(version).toBe(1)
      expect(waitedMs).toBeLessThan(400)
    }
    expect(source.checks).toHaveLength(2)
  })

  it('is served through for ever: the last known good has no expiry', async () => {
    await ask()
    source.fault = 'fail'
    runtime.shift(30 * 86_400_000)
    expect(await askAndSettle()).toBe(1)
    runtime.shift(30 * 86_400_000)
    expect(await askAndSettle()).toBe(1)
  })

  it('is probed behind, one at a time, and forgiven as soon as it answers', async () => {
    await ask()
    source.fault = 'fail'
    runtime.shift(6_000)
    await askAndSettle()
    const before = source.checks.length
    runtime.shift(10_000)
    await Promise.all([ask(), ask(), ask()])
    expect(source.checks).toHaveLength(before + 1)
    source.fault = undefined
    await source.publish(ID, 2, [])
    runtime.shift(10_000)
    expect(await askAndSettle()).toBe(1)
    expect((await ask()).version).toBe(2)
  })

  it('makes a cold request not ready, once after a second and then at once', async () => {
    source.fault = 'hang'
    const first = await ask()
    expect(first.version).toBe('not_ready')
    expect(first.waitedMs).toBeLessThan(3_000)
    const second = await ask()
    expect(second.version).toBe('not_ready')
    expect(second.waitedMs).toBeLessThan(50)
  })

  it('opens the breaker for all environments of the isolate', async () => {
    await ask()
    source.fault = 'hang'
    runtime.shift(6_000)
    await environments.ready('bbbbbbbbbbbb', createTestLifetime())
    const asked = await ask()
    expect(asked.version).toBe(1)
    expect(asked.waitedMs).toBeLessThan(20)
  })
})

describe('a leader that is lost', () => {
  it('blocks nobody: followers act themselves when its lease ends', async () => {
    source.fault = 'lose'
    void environments.ready(ID, LOST)
    source.fault = undefined
    const asked = await ask()
    expect(asked.version).toBe(1)
    expect(asked.waitedMs).toBeLessThan(2_000)
  })

  it('costs a warm follower its budget at most', async () => {
    await ask()
    await source.publish(ID, 2, [])
    runtime.shift(6_000)
    source.fault = 'lose'
    void environments.ready(ID, LOST)
    source.fault = undefined
    const asked = await ask()
    expect(asked.version).toBe(1)
    expect(asked.waitedMs).toBeLessThan(400)
    runtime.shift(500)
    expect((await ask()).version).toBe(2)
  })
})

describe('bodies', () => {
  it('keeps the old ruleset while a replica does not show the new body yet, and asks again', async () => {
    await ask()
    await source.publish(ID, 2, [])
    const body = source.bodies.get(bodyKey(ID, 2)) ?? ''
    source.bodies.delete(bodyKey(ID, 2))
    runtime.shift(6_000)
    const asked = await ask()
    expect(asked.version).toBe(1)
    expect(asked.waitedMs).toBeLessThan(400)
    source.bodies.set(bodyKey(ID, 2), body)
    await asked.lifetime.settled()
    expect((await ask()).version).toBe(2)
  })

  it('serves the old ruleset while the new body is slow, within one budget of 250 ms', async () => {
    await ask()
    await source.publish(ID, 2, [])
    source.bodyFault = 'hang'
    runtime.shift(6_000)
    const asked = await ask()
    expect(asked.version).toBe(1)
    expect(asked.waitedMs).toBeLessThan(400)
  })

  it('refuses a body that is not the promised one, and goes on with the old', async () => {
    await ask()
    await source.publish(ID, 2, [])
    source.bodies.set(bodyKey(ID, 2), source.bodies.get(bodyKey(ID, 1)) ?? '')
    runtime.shift(6_000)
    expect(await askAndSettle()).toBe(1)
    expect(refusals.counts()).toEqual({ 'ruleset.wrong_digest': 1 })
    await source.publish(ID, 3, [])
    runtime.shift(6_000)
    expect(await askAndSettle()).toBe(3)
  })

  it('is never ready without a body', async () => {
    source.bodies.clear()
    const asked = await ask()
    expect(asked.version).toBe('not_ready')
    expect(asked.waitedMs).toBeLessThan(3_200)
  })
})

describe('what is refused', () => {
  it.each(['older', 'forged', 'foreign', 'gone'] as const)('goes on with the last known good: %s', async (kind) => {
    await source.publish(ID, 2, [])
    await ask()
    const other = createFakeSource(kind === 'forged' ? await createSigner() : signer)
    await other.publish(ID, kind === 'older' ? 1 : 3, [])
    await other.publish('bbbbbbbbbbbb', 3, [])
    const head = other.heads.get(kind === 'foreign' ? 'bbbbbbbbbbbb' : ID)
    if (kind === 'gone') source.heads.delete(ID)
    else source.heads.set(ID, head ?? '')
    runtime.shift(6_000)
    expect(await askAndSettle()).toBe(2)
    const reason = { older: 'lower_version', forged: 'unknown_key', foreign: 'wrong_environment', gone: 'missing' }[
      kind
    ]
    expect(refusals.counts()).toEqual({ [`head.${reason}`]: 1 })
    await source.publish(ID, 4, [])
    runtime.shift(10_000)
    await askAndSettle()
    expect((await ask()).version).toBe(4)
  })

  it('does not hold back a good access table beside a forged head', async () => {
    const environment = await loaded()
    source.heads.set(ID, 'forged')
    await source.grant(ID, 2, [])
    runtime.shift(6_000)
    await askAndSettle()
    expect(environment.access.value.version).toBe(2)
    await source.grant(ID, 1, [])
    runtime.shift(20_000)
    await askAndSettle()
    expect(environment.access.value.version).toBe(2)
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

describe('looking again', () => {
  it('sees at once what was just published', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [booleanFlag('new')])
    await environments.lookAgain(environment, createTestLifetime())
    expect(environment.ruleset.flag('new')).toBeDefined()
  })

  it('checks at most once a second', async () => {
    const environment = await loaded()
    for (let i = 0; i < 20; i++) await environments.lookAgain(environment, createTestLifetime())
    expect(source.checks).toHaveLength(2)
    runtime.shift(1_000)
    await environments.lookAgain(environment, createTestLifetime())
    expect(source.checks).toHaveLength(3)
  })

  it('lets all who ask together see the result of one check', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [booleanFlag('new')])
    const seen = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await environments.lookAgain(environment, createTestLifetime())
        return environment.ruleset.version
      }),
    )
    expect(new Set(seen)).toEqual(new Set([2]))
    expect(source.checks).toHaveLength(2)
  })

  it('is certain only while nothing is broken', async () => {
    const environment = await loaded()
    expect(environments.isCertain(environment)).toBe(true)
    source.fault = 'fail'
    await environments.lookAgain(environment, createTestLifetime())
    expect(environments.isCertain(environment)).toBe(false)
    const before = source.checks.length
    await environments.lookAgain(environment, createTestLifetime())
    expect(source.checks).toHaveLength(before)
  })
})
