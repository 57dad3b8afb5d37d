import { beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { ID, type TestEnvironments, createTestEnvironments } from '../testing/test-environments.ts'

let source: TestEnvironments['source']
let runtime: TestEnvironments['runtime']
let ask: TestEnvironments['ask']
let askAndSettle: TestEnvironments['askAndSettle']
let loaded: TestEnvironments['loaded']

/** A request that comes when so much time has passed, and all that it left to be done. */
const askAfter = (ms: number): Promise<number | string> => {
  runtime.shift(ms)
  return askAndSettle()
}

beforeEach(async () => {
  ;({ source, runtime, ask, askAndSettle, loaded } = await createTestEnvironments())
  await askAndSettle()
  await source.attend(ID, { seq: 7, forMs: 60_000 }, 1)
  await askAfter(1_500)
})

describe('an isolate under attention', () => {
  it('looks behind a request after a tenth of a second', async () => {
    await source.publish(ID, 2, [], 2)
    expect(await askAfter(200)).toBe(1)
    expect((await ask()).version).toBe(2)
  })

  it('looks in front of the answer after a second', async () => {
    await source.publish(ID, 2, [], 2)
    runtime.shift(1_300)
    expect((await ask()).version).toBe(2)
  })

  it('lets one request wait while Redis hangs, and serves those beside it at once', async () => {
    source.delayMs = 60_000
    runtime.shift(1_300)
    const asked = await Promise.all([ask(), ask(), ask()])
    expect(asked.map(({ version, waitedMs }) => ({ version, waitedMs }))).toEqual([
      { version: 1, waitedMs: 250 },
      { version: 1, waitedMs: 0 },
      { version: 1, waitedMs: 0 },
    ])
    expect((await ask()).waitedMs).toBe(0)
  })

  it('starts no look while one runs', async () => {
    source.delayMs = 300
    const before = source.checks.length
    runtime.shift(200)
    const first = await ask()
    runtime.shift(200)
    const second = await ask()
    expect(source.checks).toHaveLength(before + 1)
    await Promise.all([first.lifetime.settled(), second.lifetime.settled()])
  })

  it('listens until the time ran out from when it saw it first, however often the head is issued again', async () => {
    await source.attend(ID, { seq: 7, forMs: 60_000 }, 2)
    await askAfter(59_000)
    const before = source.checks.length
    await askAfter(2_000)
    expect(source.checks).toHaveLength(before + 1)
    await askAfter(500)
    expect(source.checks).toHaveLength(before + 1)
  })

  it('listens anew when it is raised anew, and not for longer than anybody may raise it', async () => {
    await source.attend(ID, { seq: 8, forMs: 3_600_000 }, 2)
    await askAfter(50_000)
    const before = source.checks.length
    await askAfter(50_000)
    await askAfter(500)
    expect(source.checks).toHaveLength(before + 2)
    await askAfter(10_000)
    await askAfter(500)
    expect(source.checks).toHaveLength(before + 3)
  })

  it.each([
    [LIMITS.attentionMs - 1, LIMITS.attentionMs - 1],
    [LIMITS.attentionMs, LIMITS.attentionMs],
    [LIMITS.attentionMs + 1, LIMITS.attentionMs],
  ])('of %i ms listens for %i', async (forMs, expected) => {
    await source.attend(ID, { seq: 8, forMs }, 2)
    await askAfter(1_500)
    expect((await loaded()).attention?.forMs).toBe(expected)
  })

  it('goes on with what it knows when Redis fails, and probes no more often than at rest', async () => {
    source.fault = 'fail'
    await askAfter(200)
    const before = source.checks.length
    for (let i = 0; i < 5; i++) expect(await ask()).toMatchObject({ version: 1 })
    expect(source.checks).toHaveLength(before)
  })
})
