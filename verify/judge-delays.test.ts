import { describe, expect, it } from 'vitest'
import { judgeDelays } from './judge-delays.ts'

describe('delays', () => {
  it.each([
    [[5_250], 'pass', '5250 ms'],
    [[300, 100.4, 200, 400], 'pass', '4 times, p50 200 ms, p99 400 ms, max 400 ms'],
    [[100, 5_251], 'FAIL', '2 times, p50 100 ms, p99 5251 ms, max 5251 ms; expected at most 5250 ms'],
    [[100, undefined], 'FAIL', '100 ms, 1 of 2 never; expected at most 5250 ms'],
    [[undefined], 'FAIL', '1 of 1 never; expected at most 5250 ms'],
  ])('of %j are a %s', (delaysMs, result, figure) => {
    expect(judgeDelays(delaysMs)).toEqual({ result, figure })
  })
})
