import { describe, expect, it } from 'vitest'
import { slotsBetween } from './time-slots.ts'
import { type UsageBucket, seriesBy, totalSeries } from './usage-series.ts'

const HOUR_MS = 3_600_000
const MIDNIGHT_MS = Date.UTC(2026, 10, 24)

function bucket(hour: number, counts: Partial<UsageBucket>): UsageBucket {
  const start = new Date(MIDNIGHT_MS + hour * HOUR_MS).toISOString()
  return { start, total: 0, variants: {}, reasons: {}, rules: {}, sources: {}, ...counts }
}

const BUCKETS = [
  bucket(0, { total: 3, variants: { on: 1, off: 2 } }),
  bucket(2, { total: 9, variants: JSON.parse('{"on":4,"__proto__":1}') as Record<string, number> }),
]

describe('series of usage', () => {
  const slots = slotsBetween('hour', MIDNIGHT_MS + 1, MIDNIGHT_MS + 3 * HOUR_MS)

  it('has a count for every slot, also where nothing was decided', () => {
    expect(totalSeries(BUCKETS, slots)).toEqual({ counts: [3, 0, 9], total: 12 })
  })

  it('has the most frequent first, and last what has no name, so that nothing is missing', () => {
    expect(seriesBy('variants', BUCKETS, slots)).toEqual([
      { name: 'on', counts: [1, 0, 4], total: 5 },
      { name: 'off', counts: [2, 0, 0], total: 2 },
      { name: '__proto__', counts: [0, 0, 1], total: 1 },
      { counts: [0, 0, 4], total: 4 },
    ])
  })

  it('adds the hours of a day of the reader up', () => {
    const days = slotsBetween('day', MIDNIGHT_MS, MIDNIGHT_MS + 24 * HOUR_MS)
    expect(totalSeries(BUCKETS, days).total).toBe(12)
    expect(days.startsMs.map((startMs) => new Date(startMs).getHours())).toEqual(days.startsMs.map(() => 0))
  })

  it('leaves out what lies before the range', () => {
    const later = slotsBetween('hour', MIDNIGHT_MS + 2 * HOUR_MS, MIDNIGHT_MS + 3 * HOUR_MS)
    expect(totalSeries(BUCKETS, later)).toEqual({ counts: [9], total: 9 })
  })
})
