import { beforeEach, describe, expect, it } from 'vitest'
import { createFakeSource } from '../testing/fake-source.ts'
import { createSigner } from '../testing/signing.ts'
import { ID, type TestEnvironments, createTestEnvironments, signer } from '../testing/test-environments.ts'

let source: TestEnvironments['source']
let runtime: TestEnvironments['runtime']
let refusals: TestEnvironments['refusals']
let lines: TestEnvironments['lines']
let ask: TestEnvironments['ask']
let askAndSettle: TestEnvironments['askAndSettle']
let loaded: TestEnvironments['loaded']
let lookFor: TestEnvironments['lookFor']

beforeEach(async () => {
  ;({ source, runtime, refusals, lines, ask, askAndSettle, loaded, lookFor } = await createTestEnvironments())
})

describe('what is refused', () => {
  it.each(['forged', 'foreign', 'gone'] as const)('goes on with the last known good: %s', async (kind) => {
    await source.publish(ID, 2, [])
    await ask()
    const other = createFakeSource(kind === 'forged' ? await createSigner() : signer, runtime)
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
  it('is asked for again until the replica has caught up', async () => {
    await source.publish(ID, 1, [], 100)
    const old = source.heads.get(ID) ?? ''
    await source.publish(ID, 2, [], 100)
    const environment = await loaded()
    const { checkedAtMs } = environment
    const current = source.heads.get(ID) ?? ''
    source.heads.set(ID, old)
    runtime.shift(2_000)
    const { lifetime } = await ask()
    await runtime.sleep(300)
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
  })

  it('is not what a clock that was set back issued again: the isolate is as fresh as ever', async () => {
    const HOUR_MS = 3_600_000
    await source.publish(ID, 1, [], HOUR_MS)
    await source.grant(ID, 1, [], HOUR_MS)
    const environment = await loaded()
    const { checkedAtMs } = environment
    await source.publish(ID, 1, [], 0)
    await source.grant(ID, 1, [], 0)
    runtime.shift(2_000)
    await askAndSettle()
    expect(environment.checkedAtMs).toBeGreaterThan(checkedAtMs)
    expect(refusals.counts()).toEqual({ refused: {}, stale: {} })
  })

  it('makes no request wait twice when it stays', async () => {
    const old = source.heads.get(ID) ?? ''
    await source.publish(ID, 2, [])
    await ask()
    source.heads.set(ID, old)
    runtime.shift(6_000)
    expect((await ask()).waitedMs).toBe(250)
    for (let i = 0; i < 5; i++) {
      const asked = await ask()
      expect(asked.version).toBe(2)
      expect(asked.waitedMs).toBe(0)
    }
  })
})
