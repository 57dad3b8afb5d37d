import { describe, expect, it } from 'vitest'
import { OTHER_FLAG } from '../../shared/contracts/name.ts'
import type { UsageCounter } from '../../shared/contracts/usage.ts'
import { sampleBatch, sampleCounter } from '../testing/sample-batch.ts'
import { sumIncrements } from './increments.ts'
import { unknownFlagIncrements } from './unknown-flag-increments.ts'

const environment = 'abcdefghijkl'
const DAY_MS = Date.UTC(2026, 10, 24)
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

function unknown(flag: string, changes: Partial<UsageCounter> = {}): UsageCounter {
  return sampleCounter({ flag, variant: null, reason: 'FLAG_NOT_FOUND', ruleId: null, minuteAtMs: DAY_MS, ...changes })
}

describe('counting flags that do not exist', () => {
  it('adds them by name and day, with the hours in which they were asked for', () => {
    const batches = [
      [unknown('chekout'), unknown('chekout', { source: 'bulk', minuteAtMs: DAY_MS + 61 * MINUTE_MS, count: 3 })],
      [
        unknown('chekout', { minuteAtMs: DAY_MS + 23 * HOUR_MS }),
        unknown('chekout', { minuteAtMs: DAY_MS - MINUTE_MS }),
      ],
    ].map((counters) => sampleBatch({ environment, counters }))
    const summed = sumIncrements(batches).filter(({ pk }) => pk === 'unknown#abcdefghijkl')
    expect(summed).toEqual([
      {
        pk: 'unknown#abcdefghijkl',
        sk: '2026-11-24#chekout',
        fields: { flag: 'chekout', dayAtMs: DAY_MS },
        expiresAtSeconds: (DAY_MS + 31 * 24 * HOUR_MS) / 1_000,
        decisions: 5,
        hours: new Set([0, 1, 23]),
      },
      expect.objectContaining({ sk: '2026-11-23#chekout', decisions: 1, hours: new Set([23]) }),
    ])
  })

  it('passes over every other reason', () => {
    expect(unknownFlagIncrements(sampleBatch({ counters: [sampleCounter({ reason: 'DISABLED' })] }))).toEqual([])
  })

  it('keeps sixteen names of a batch apart, and counts the rest together in the hour of the sealing', () => {
    const counters = Array.from({ length: 20 }, (_, i) => unknown(`invented-${i}`, { count: 2 }))
    const sealedAtMs = DAY_MS + 5 * HOUR_MS
    const batch = sampleBatch({ sealedAtMs, counters: [unknown(OTHER_FLAG), ...counters, unknown('invented-0')] })
    const summed = sumIncrements([batch]).filter(({ hours }) => hours !== undefined)
    expect(summed).toHaveLength(17)
    expect(summed.find(({ fields }) => fields['flag'] === 'invented-0')?.decisions).toBe(3)
    expect(summed.find(({ fields }) => fields['flag'] === OTHER_FLAG)).toMatchObject({
      sk: `2026-11-24#${OTHER_FLAG}`,
      decisions: 1 + 4 * 2,
      hours: new Set([5]),
    })
  })
})
