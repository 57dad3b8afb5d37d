import { describe, expect, it } from 'vitest'
import { sampleBatch, sampleCounter } from '../testing/sample-batch.ts'
import { sumIncrements } from './increments.ts'

const environment = 'abcdefghijkl'

describe('increments', () => {
  it('adds equal counters of several batches', () => {
    const batches = [2, 3].map((count) => sampleBatch({ environment, counters: [sampleCounter({ count })] }))
    expect(sumIncrements(batches).map((increment) => increment.decisions)).toEqual([5])
  })

  it('keeps counters apart that differ in anything', () => {
    const counters = [
      sampleCounter(),
      sampleCounter({ variant: null }),
      sampleCounter({ variant: '' }),
      sampleCounter({ variant: '__proto__' }),
      sampleCounter({ variant: 'a#b%' }),
      sampleCounter({ ruleId: null }),
      sampleCounter({ source: 'bulk' }),
      sampleCounter({ flag: '__proto__' }),
      sampleCounter({ reason: 'TYPE_MISMATCH' }),
    ]
    expect(sumIncrements([sampleBatch({ environment, counters })])).toHaveLength(counters.length)
  })

  it('keeps two environments apart', () => {
    const batches = ['abcdefghijkl', 'mnopqrstuvwx'].map((id) => sampleBatch({ environment: id }))
    expect(sumIncrements(batches)).toHaveLength(2)
  })

  it('counts what edges dropped in the minute of the sealing', () => {
    const sealedAtMs = Date.UTC(2026, 10, 24, 23, 59, 59, 999)
    const batches = [4, 5].map((dropped) => sampleBatch({ environment, sealedAtMs, counters: [], dropped }))
    const minuteAtMs = Date.UTC(2026, 10, 24, 23, 59)
    expect(sumIncrements(batches)).toEqual([
      {
        pk: 'dropped#abcdefghijkl',
        sk: '2026-11-24T23:59Z',
        fields: { minuteAtMs },
        expiresAtSeconds: minuteAtMs / 1_000 + 400 * 86_400,
        decisions: 9,
      },
    ])
  })

  it('merges names that differ only in what cannot be stored', () => {
    const counters = [sampleCounter({ variant: 'a\ud800' }), sampleCounter({ variant: 'a\ud801' })]
    const increments = sumIncrements([sampleBatch({ environment, counters })])
    expect(increments.map(({ decisions, fields }) => [decisions, fields['variant']])).toEqual([[2, 'a\ufffd']])
  })
})
