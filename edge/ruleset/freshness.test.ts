import { describe, expect, it } from 'vitest'
import { createFreshnessRule } from './freshness.ts'

const LOOKED_AT_MS = 1_000_000
const AT_REST = { checkedAtMs: LOOKED_AT_MS, headAtMs: LOOKED_AT_MS, attention: undefined }
const ruleWith = (random: number) => createFreshnessRule({ random: () => random })
const after = (ms: number, random = 0.5) => ruleWith(random).freshnessOf(AT_REST, LOOKED_AT_MS + ms)
const partsAfter = (ms: number) => ruleWith(0.5).partsDue(AT_REST, LOOKED_AT_MS + ms)

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

describe('freshness under attention', () => {
  const attention = { seq: 1, forMs: 60_000, seenAtMs: LOOKED_AT_MS - 30_000 }
  const sinceHead = (ms: number, random = 0.5) =>
    ruleWith(random).freshnessOf({ ...AT_REST, headAtMs: LOOKED_AT_MS - ms, attention }, LOOKED_AT_MS)

  it.each([
    [100, 'fresh'],
    [101, 'behind'],
    [1_000, 'behind'],
    [1_001, 'front'],
    [-1, 'front'],
  ] as const)('is, %d ms after a look at the head: %s', (ms, freshness) => {
    expect(sinceHead(ms)).toBe(freshness)
  })

  it('ends a fifth earlier or later in another isolate', () => {
    expect([sinceHead(80, 0), sinceHead(81, 0)]).toEqual(['fresh', 'behind'])
  })

  it('does not make up for keys that were not looked at', () => {
    const state = { attention, headAtMs: LOOKED_AT_MS + 5_001, checkedAtMs: LOOKED_AT_MS }
    expect(ruleWith(0.5).freshnessOf(state, LOOKED_AT_MS + 5_001)).toBe('front')
  })

  it.each([
    ['when its time ran out', 60_001],
    ['when the clock stepped back to before it', -1],
  ])('is the ordinary one %s', (_when, ms) => {
    const nowMs = attention.seenAtMs + ms
    const state = { attention, headAtMs: nowMs - 900, checkedAtMs: nowMs - 900 }
    expect(ruleWith(0.5).freshnessOf(state, nowMs)).toBe('fresh')
  })
})
