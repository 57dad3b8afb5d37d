import { describe, expect, it } from 'vitest'
import { curveOf } from './curve-of.ts'

const steps = [
  { timeMs: 10, share: 1_000 },
  { timeMs: 20, share: 50_000 },
]

describe('the curve of a ramp', () => {
  it('goes straight from step to step when it is linear', () => {
    expect(curveOf({ mode: 'linear', steps, fromMs: 0, untilMs: 30 })).toEqual([
      { timeMs: 0, share: 0 },
      { timeMs: 10, share: 0 },
      { timeMs: 10, share: 1_000 },
      { timeMs: 20, share: 50_000 },
      { timeMs: 30, share: 50_000 },
    ])
  })

  it('holds a share until the next step when it is stepped', () => {
    expect(curveOf({ mode: 'stepped', steps, fromMs: 0, untilMs: 30 })).toEqual([
      { timeMs: 0, share: 0 },
      { timeMs: 10, share: 0 },
      { timeMs: 10, share: 1_000 },
      { timeMs: 20, share: 1_000 },
      { timeMs: 20, share: 50_000 },
      { timeMs: 30, share: 50_000 },
    ])
  })
})
