import { describe, expect, it } from 'vitest'
import { activityOf } from './flag-activity.ts'

const span = { fromMs: Date.parse('2026-11-17T12:30:00Z'), toMs: Date.parse('2026-11-24T12:30:00Z') }

describe('the activity of a flag', () => {
  it('puts each hour into its part of the span, and loses none', () => {
    const buckets = [
      { start: '2026-11-17T12:00:00.000Z', total: 1 },
      { start: '2026-11-24T12:00:00.000Z', total: 5 },
      { start: '2026-11-24T11:00:00.000Z', total: 2 },
    ]
    const { bars } = activityOf({ total: 8, buckets }, span)
    expect([bars[0], bars.at(-1)]).toEqual([1, 7])
    expect(bars.reduce((sum, bar) => sum + bar, 0)).toBe(8)
  })

  it('knows the last hour that had an evaluation', () => {
    const buckets = [
      { start: '2026-11-20T10:00:00.000Z', total: 3 },
      { start: '2026-11-21T10:00:00.000Z', total: 0 },
    ]
    expect(activityOf({ total: 3, buckets }, span).lastAt).toBe('2026-11-20T10:00:00.000Z')
    expect(activityOf({ total: 0, buckets: [] }, span).lastAt).toBeUndefined()
  })
})
