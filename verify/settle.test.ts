import { describe, expect, it } from 'vitest'
import type { Clock } from './clock.ts'
import { settle } from './settle.ts'

/** Each answer takes 5 ms. */
function askAfter(answers: readonly boolean[]) {
  let nowMs = 1_000
  let asked = 0
  const clock: Clock = { nowMs: () => nowMs, sleep: (ms) => Promise.resolve(void (nowMs += ms)) }
  const ask = (): Promise<boolean> => {
    nowMs += 5
    return Promise.resolve(answers[asked++] ?? answers.at(-1) === true)
  }
  const settled = settle({ sinceMs: 1_000, ask, everyMs: 20, inARow: 3 }, clock)
  return settled.then((tookMs) => ({ tookMs, asked, endedAtMs: nowMs }))
}

describe('waiting for an answer to stay', () => {
  it('measures to the arrival of the first of the row', async () => {
    expect(await askAfter([false, false, true])).toMatchObject({ tookMs: 45, asked: 5 })
  })

  it('begins anew when an older answer comes between', async () => {
    expect(await askAfter([true, true, false, true])).toMatchObject({ tookMs: 65, asked: 6 })
  })

  it('gives up when it does not come', async () => {
    const { tookMs, endedAtMs } = await askAfter([false])
    expect([tookMs, endedAtMs]).toEqual([undefined, 16_005])
  })
})
