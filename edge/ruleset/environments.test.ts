import { beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '../log.ts'
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
let lines: LogEntry[]
let environments: Environments

beforeEach(async () => {
  source = createFakeSource(signer)
  runtime = createShiftedRuntime()
  lines = []
  const log = (entry: LogEntry) => void lines.push(entry)
  refusals = createRefusals(log)
  environments = createEnvironments({ source, keys: signer.verificationKeys, runtime, log, refusals })
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

const lookFor = (environment: LoadedEnvironment, name: string) =>
  environments.lookAgain(environment, { kind: 'flag', name }, createTestLifetime())

const ageMs = ({ newestAtMs }: LoadedEnvironment) => runtime.nowMs() - newestAtMs

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

  it('makes a cold request not ready, once after two seconds and then at once', async () => {
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

describe('a source that is slow', () => {
  it('makes one request wait in vain, the next ones not, and is heard all the same', async () => {
    await ask()
    source.delayMs = 400
    await source.publish(ID, 2, [])
    runtime.shift(6_000)
    const first = await ask()
    expect(first.version).toBe(1)
    expect(first.waitedMs).toBeGreaterThan(200)
    expect(first.waitedMs).toBeLessThan(350)
    const second = await ask()
    expect(second.version).toBe(1)
    expect(second.waitedMs).toBeLessThan(20)
    await first.lifetime.settled()
    expect((await ask()).version).toBe(2)
  })

  it('is asked behind as often as a quick one', async () => {
    await ask()
    source.delayMs = 400
    for (let version = 2; version <= 4; version++) {
      await source.publish(ID, version, [])
      runtime.shift(2_000)
      await askAndSettle()
      expect((await ask()).version).toBe(version)
    }
    expect(lines).toEqual([])
  })

  it('fails only after two seconds', async () => {
    await ask()
    source.delayMs = 10_000
    runtime.shift(6_000)
    const { lifetime } = await ask()
    expect(lines.map(({ cause }) => cause)).toEqual(['slow', 'slow'])
    await lifetime.settled()
    expect(lines.at(-1)).toEqual({ level: 'warn', event: 'breaker_opened', breaker: 'source', cause: 'Error' })
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
    runtime.shift(1_000)
    expect(await askAndSettle()).toBe(1)
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
    expect(asked.waitedMs).toBeGreaterThan(200)
    expect(asked.waitedMs).toBeLessThan(400)
    runtime.shift(6_000)
    const next = await ask()
    expect(next.version).toBe(1)
    expect(next.waitedMs).toBeLessThan(50)
  })

  it('refuses a body that is not the promised one, and goes on with the old', async () => {
    await ask()
    await source.publish(ID, 2, [])
    source.bodies.set(bodyKey(ID, 2), source.bodies.get(bodyKey(ID, 1)) ?? '')
    runtime.shift(6_000)
    expect(await askAndSettle()).toBe(1)
    expect(refusals.counts().refused).toEqual({ 'ruleset.wrong_digest': 1 })
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
  it.each(['forged', 'foreign', 'gone'] as const)('goes on with the last known good: %s', async (kind) => {
    await source.publish(ID, 2, [])
    await ask()
    const other = createFakeSource(kind === 'forged' ? await createSigner() : signer)
    await other.publish(ID, 3, [])
    await other.publish('bbbbbbbbbbbb', 3, [])
    const head = other.heads.get(kind === 'foreign' ? 'bbbbbbbbbbbb' : ID)
    if (kind === 'gone') source.heads.delete(ID)
    else source.heads.set(ID, head ?? '')
    runtime.shift(6_000)
    expect(await askAndSettle()).toBe(2)
    const reason = { forged: 'unknown_key', foreign: 'wrong_environment', gone: 'missing' }[kind]
    expect(refusals.counts()).toEqual({ refused: { [`head.${reason}`]: 1 }, stale: {} })
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

describe('what is rightly signed and older', () => {
  it.each(['a lower version', 'an earlier issue'])(
    'is asked for again until the replica has caught up: %s',
    async (kind) => {
      await source.publish(ID, 1, [], 100)
      const old = source.heads.get(ID) ?? ''
      await (kind === 'a lower version' ? source.publish(ID, 2, [], 100) : source.publish(ID, 1, [], 200))
      const environment = await loaded()
      const { checkedAtMs } = environment
      const current = source.heads.get(ID) ?? ''
      source.heads.set(ID, old)
      runtime.shift(2_000)
      const { lifetime } = await ask()
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(environment.head.text).toBe(current)
      expect(environment.checkedAtMs).toBe(checkedAtMs)
      expect(refusals.counts()).toMatchObject({ refused: {}, stale: { head: 2 } })
      expect(lines).toEqual([])
      source.heads.set(ID, current)
      await lifetime.settled()
      expect(environment.checkedAtMs).toBeGreaterThan(checkedAtMs)
      const before = source.checks.length
      await lookFor(environment, 'new')
      expect(source.checks).toHaveLength(before + 1)
    },
  )

  it('makes no request wait twice when it stays', async () => {
    const old = source.heads.get(ID) ?? ''
    await source.publish(ID, 2, [])
    await ask()
    source.heads.set(ID, old)
    runtime.shift(6_000)
    expect((await ask()).waitedMs).toBeLessThan(400)
    for (let i = 0; i < 5; i++) {
      const asked = await ask()
      expect(asked.version).toBe(2)
      expect(asked.waitedMs).toBeLessThan(20)
    }
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
    expect(await lookFor(environment, 'new')).toBe(true)
    expect(environment.ruleset.flag('new')).toBeDefined()
  })

  it('checks at most once a second, and says that it does not know otherwise', async () => {
    const environment = await loaded()
    expect(await lookFor(environment, 'a')).toBe(true)
    expect(await lookFor(environment, 'b')).toBe(false)
    expect(source.checks).toHaveLength(2)
    runtime.shift(1_000)
    expect(await lookFor(environment, 'b')).toBe(true)
    expect(source.checks).toHaveLength(3)
  })

  it('looks once for a name, until there is a new version', async () => {
    const environment = await loaded()
    for (let i = 0; i < 5; i++) {
      expect(await lookFor(environment, 'nope')).toBe(true)
      runtime.shift(1_000)
    }
    expect(source.checks).toHaveLength(2)
    await source.publish(ID, 2, [])
    await askAndSettle()
    const before = source.checks.length
    await lookFor(environment, 'nope')
    await lookFor(environment, 'nope')
    expect(source.checks).toHaveLength(before + 1)
  })

  it('has looked for a name in the version that the look brought', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [])
    expect(await lookFor(environment, 'nope')).toBe(true)
    expect(environment.ruleset.version).toBe(2)
    expect(await lookFor(environment, 'nope')).toBe(true)
    expect(source.checks).toHaveLength(2)
  })

  it('takes the usual check after a name was missed for an answer', async () => {
    const environment = await loaded()
    await lookFor(environment, 'a')
    expect(await lookFor(environment, 'b')).toBe(false)
    runtime.shift(1_100)
    await askAndSettle()
    const before = source.checks.length
    expect(await lookFor(environment, 'b')).toBe(true)
    expect(source.checks).toHaveLength(before)
  })

  it('lets all who ask together see the result of one check', async () => {
    const environment = await loaded()
    await source.publish(ID, 2, [booleanFlag('new')])
    const seen = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await lookFor(environment, 'new')
        return environment.ruleset.version
      }),
    )
    expect(new Set(seen)).toEqual(new Set([2]))
    expect(source.checks).toHaveLength(2)
  })

  it('knows nothing while something is broken, and asks nothing', async () => {
    const environment = await loaded()
    source.fault = 'fail'
    expect(await lookFor(environment, 'a')).toBe(false)
    const before = source.checks.length
    expect(await lookFor(environment, 'a')).toBe(false)
    expect(source.checks).toHaveLength(before)
  })

  it('knows nothing while the source is slower than a request may wait, and the truth after it answered', async () => {
    const environment = await loaded()
    source.delayMs = 300
    const lifetime = createTestLifetime()
    expect(await environments.lookAgain(environment, { kind: 'flag', name: 'a' }, lifetime)).toBe(false)
    await lifetime.settled()
    expect(await lookFor(environment, 'a')).toBe(true)
  })
})
