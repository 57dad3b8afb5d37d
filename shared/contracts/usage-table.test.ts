import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from './limits.ts'
import { droppedPartition, markerKey, usageMinute, usagePartition, usageSortKey } from './usage-table.ts'

const COUNTER = {
  variant: 'on',
  reason: 'STATIC',
  ruleId: null,
  source: 'single',
  minuteAtMs: 1_795_487_640_000,
} as const

const bytes = (text: string) => new TextEncoder().encode(text).length

describe('the table of counters', () => {
  it('writes a sort key that starts with the minute', () => {
    expect(usageMinute(COUNTER.minuteAtMs)).toBe('2026-11-24T02:34Z')
    expect(usageSortKey(COUNTER)).toBe('2026-11-24T02:34Z#single#STATIC#=on#')
  })

  it('keeps distinct counters apart, whatever their names hold', () => {
    const name = fc.option(fc.string({ unit: fc.constantFrom('#', '%', '=', '2', '3', '5', 'a') }))
    fc.assert(
      fc.property(fc.tuple(name, name), fc.tuple(name, name), ([variant, ruleId], [variant2, ruleId2]) => {
        fc.pre(variant !== variant2 || (ruleId ?? '') !== (ruleId2 ?? ''))
        expect(usageSortKey({ ...COUNTER, variant, ruleId })).not.toBe(
          usageSortKey({ ...COUNTER, variant: variant2, ruleId: ruleId2 }),
        )
      }),
    )
  })

  it("fits DynamoDB's keys at every limit", () => {
    const variant = '日'.repeat(LIMITS.variantNameLength)
    const longest = {
      ...COUNTER,
      variant,
      ruleId: 'r'.repeat(LIMITS.ruleIdLength),
      reason: 'TARGETING_KEY_MISSING',
    } as const
    expect(bytes(usageSortKey(longest))).toBeLessThanOrEqual(1_024)
    expect(bytes(usageSortKey({ ...longest, variant: '%'.repeat(LIMITS.variantNameLength) }))).toBeLessThanOrEqual(
      1_024,
    )
    expect(bytes(usagePartition('abcdefghijkl', '日'.repeat(LIMITS.flagKeyLength)))).toBeLessThanOrEqual(2_048)
  })

  it('gives markers and drops partitions that no flag can have', () => {
    expect(droppedPartition('abcdefghijkl')).toBe('dropped#abcdefghijkl')
    expect(markerKey('b')).toEqual({ pk: 'batch#b', sk: 'marker' })
  })
})
