import { describe, expect, it } from 'vitest'
import { mixedUse, monthlyDollars } from './monthly-cost.ts'

describe('the price of a month', () => {
  it('is nothing for a fleet that asks nothing', () => {
    expect(monthlyDollars({ commands: 0, bytes: 0 })).toBe(0)
  })

  it('is 0.2 dollars for each 100 000 commands of 1 500 isolates', () => {
    // 1 500 isolates × 730 h × 1 000 commands are 1.095 thousand millions.
    expect(monthlyDollars({ commands: 1_000, bytes: 0 })).toBeCloseTo(2_190, 6)
  })

  it('adds 3 cents for each GB of answers beyond the first 200', () => {
    const oneGbAbove = 201e9 / (1_500 * 730)
    expect(monthlyDollars({ commands: 0, bytes: oneGbAbove })).toBeCloseTo(0.03, 6)
    expect(monthlyDollars({ commands: 0, bytes: oneGbAbove / 2 })).toBe(0)
  })
})

it('weighs two uses by the hours of a day', () => {
  const use = mixedUse({ commands: 100, bytes: 1_000 }, { commands: 1_300, bytes: 13_000 }, 2)
  expect(use).toEqual({ commands: 200, bytes: 2_000 })
})
