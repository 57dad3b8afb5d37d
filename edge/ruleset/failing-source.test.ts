import { beforeEach, describe, expect, it } from 'vitest'
import { bodyKey } from '../testing/fake-source.ts'
import { ID, type TestEnvironments, createTestEnvironments } from '../testing/test-environments.ts'
import { LOST, createTestLifetime } from '../testing/test-runtime.ts'

let source: TestEnvironments['source']
let runtime: TestEnvironments['runtime']
let refusals: TestEnvironments['refusals']
let lines: TestEnvironments['lines']
let environments: TestEnvironments['environments']
let ask: TestEnvironments['ask']
let askAndSettle: TestEnvironments['askAndSettle']

beforeEach(async () => {
  ;({ source, runtime, refusals, lines, environments, ask, askAndSettle } = await createTestEnvironments())
})

describe('a source that fails', () => {
  it('costs one wait of 250 ms, and the last known good is served at once from then on', async () => {
    await ask()
    source.fault = 'hang'
    runtime.shift(6_000)
    const first = await ask()
    expect(first.version).toBe(1)
    expect(first.waitedMs).toBe(250)
    const second = await ask()
    expect(second.version).toBe(1)
    expect(second.waitedMs).toBe(0)
  })

  it('makes no follower wait longer than its leader', async () => {
    await ask()
    source.fault = 'hang'
    runtime.shift(6_000)
    const asked = await Promise.all([ask(), ask(), ask()])
    for (const { version, waitedMs } of asked) {
      expect(version).toBe(1)
      expect(waitedMs).toBe(250)
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
    runtime.shift(7_000)
    expect(await askAndSettle()).toBe(1)
    expect((await ask()).version).toBe(2)
  })

  it('is waited for again by an isolate that slept since: it may have been well for long', async () => {
    await ask()
    source.fault = 'fail'
    runtime.shift(6_000)
    await askAndSettle()
    source.fault = undefined
    await source.publish(ID, 2, [])
    runtime.shift(8_000)
    expect((await ask()).version).toBe(2)
  })

  it('makes a cold request not ready, once after two seconds and then at once', async () => {
    source.fault = 'hang'
    const first = await ask()
    expect(first.version).toBe('not_ready')
    expect(first.waitedMs).toBe(2_000)
    const second = await ask()
    expect(second.version).toBe('not_ready')
    expect(second.waitedMs).toBe(0)
  })

  it('opens the breaker for all environments of the isolate', async () => {
    await ask()
    source.fault = 'hang'
    runtime.shift(6_000)
    await environments.ready('bbbbbbbbbbbb', createTestLifetime())
    const asked = await ask()
    expect(asked.version).toBe(1)
    expect(asked.waitedMs).toBe(0)
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
    expect(first.waitedMs).toBe(250)
    const second = await ask()
    expect(second.version).toBe(1)
    expect(second.waitedMs).toBe(0)
    await first.lifetime.settled()
    expect((await ask()).version).toBe(2)
  })

  it('makes no second request wait while each look takes longer than that', async () => {
    await ask()
    source.delayMs = 1_500
    const waits: number[] = []
    for (let version = 2; version <= 6; version++) {
      await source.publish(ID, version, [])
      runtime.shift(5_500)
      const { waitedMs, lifetime } = await ask()
      waits.push(waitedMs)
      await lifetime.settled()
      expect((await ask()).version).toBe(version)
    }
    expect(waits).toEqual([250, 0, 0, 0, 0])
  })

  it('is waited for again as soon as a look is quick', async () => {
    await ask()
    source.delayMs = 1_500
    runtime.shift(6_000)
    await askAndSettle()
    source.delayMs = 100
    runtime.shift(2_000)
    await askAndSettle()
    await source.publish(ID, 2, [])
    runtime.shift(6_000)
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

describe('a leader that is lost', () => {
  it('blocks nobody: followers act themselves when its lease ends', async () => {
    source.fault = 'lose'
    void environments.ready(ID, LOST)
    source.fault = undefined
    const asked = await ask()
    expect(asked.version).toBe(1)
    expect(asked.waitedMs).toBe(1_000)
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
    expect(asked.waitedMs).toBe(250)
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
    expect(asked.waitedMs).toBe(250)
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
    expect(asked.waitedMs).toBe(250)
    runtime.shift(6_000)
    const next = await ask()
    expect(next.version).toBe(1)
    expect(next.waitedMs).toBe(0)
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
    expect(asked.waitedMs).toBe(3_000)
  })
})
