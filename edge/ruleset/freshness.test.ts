import { describe, expect, it } from 'vitest'
import { createFreshnessRule } from './freshness.ts'

const LOOKED_AT_MS = 1_000_000
const ruleWith = (random: number) => createFreshnessRule({ random: () => random })
const after = (ms: number, random = 0.5) =>
  ruleWith(random).freshnessOf({ checkedAtMs: LOOKED_AT_MS }, LOOKED_AT_MS + ms)
const partsAfter = (ms: number) => ruleWith(0.5).partsDue({ checkedAtMs: LOOKED_AT_MS }, LOOKED_AT_MS + ms)

describe('freshness', () => {
  it.each([
    [0, 'fresh'],
    [1_000, 'fresh'],
    [1_001, 'behind'],
    [5_000, 'behind'],
    [5_001, 'front'],
    [-1, 'front'],
  ] as const)('is, %d ms after a look: %s', (ms, freshness) => {
    expect(after(ms)).toBe(freshness)
  })

  it('ends a fifth earlier or later in another isolate', () => {
    expect([after(800, 0), after(801, 0)]).toEqual(['fresh', 'behind'])
    expect([after(1_199, 0.999_999), after(1_201, 0.999_999)]).toEqual(['fresh', 'behind'])
  })

  it.each([0, 0.5, 0.999_999])('makes every isolate look first after five seconds (%d)', (random) => {
    expect([after(5_000, random), after(5_001, random)]).toEqual(['behind', 'front'])
  })

  it('lets a look read the head alone only while the access table is fresh', () => {
    expect([partsAfter(1_000), partsAfter(1_001), partsAfter(-1)]).toEqual(['head', 'all', 'all'])
  })
})
