import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant } from './instant.ts'

describe('parseInstant', () => {
  it('reads what Date writes, for four centuries around', () => {
    const range = {
      min: new Date('1800-01-01T00:00:00Z'),
      max: new Date('2200-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    }
    fc.assert(
      fc.property(fc.date(range), (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.getTime())
        expect(parseInstant(date.toISOString().slice(0, 10))).toBe(Date.parse(date.toISOString().slice(0, 10)))
      }),
    )
  })

  it.each([
    ['1970-01-01', 0],
    ['1970-01-01T00:00Z', 0],
    ['1970-01-01T00:00:00.5Z', 500],
    ['1970-01-01T00:00:00,123456789Z', 123],
    ['1970-01-01T01:00:00+01:00', 0],
    ['1969-12-31T22:30:00-01:30', 0],
    ['2000-02-29', 951_782_400_000],
    ['0000-03-01', -62_162_035_200_000],
    [1.5, 1.5],
    [-8.64e15, -8.64e15],
  ])('reads %s', (value, ms) => {
    expect(parseInstant(value)).toBe(ms)
  })

  it.each([
    '',
    'now',
    '2026',
    '2026-11',
    '2026-1-1',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-11-24T10:00:00',
    '2026-11-24T10Z',
    '2026-11-24t10:00:00z',
    '2026-11-24T10:60:00Z',
    '2026-11-24T10:00:00+2:00',
    '2026-11-24T10:00:00+02:60',
    ' 2026-11-24',
    '+002026-11-24',
    8.64e15 + 2,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    true,
    [],
  ])('refuses %j', (value) => {
    expect(parseInstant(value)).toBeUndefined()
  })
})
