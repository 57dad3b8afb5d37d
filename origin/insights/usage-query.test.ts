import { describe, expect, it } from 'vitest'
import { describeProblem } from '../../shared/contracts/parse-result.ts'
import { parseUsageQuery } from './usage-query.ts'

const NOW_MS = Date.UTC(2026, 10, 24, 12)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

function problemsOf(query: Record<string, unknown>): readonly string[] {
  const result = parseUsageQuery(query, NOW_MS)
  return result.ok ? [] : result.problems.map(describeProblem)
}

describe('the usage query', () => {
  it('is the last hour by minute unless it says otherwise', () => {
    expect(parseUsageQuery({ flag: 'a' }, NOW_MS)).toEqual({
      ok: true,
      value: { flagKeys: ['a'], fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS, step: 'minute' },
    })
  })

  it('asks about several flags, each once, whatever they are called', () => {
    const flag = ['__proto__', 'a/b#%', 'a', '__proto__', '__other__']
    expect(parseUsageQuery({ flag }, NOW_MS)).toMatchObject({
      value: { flagKeys: ['__proto__', 'a/b#%', 'a', '__other__'] },
    })
  })

  it.each([
    ['single', ['single']],
    [
      ['bulk', 'single', 'bulk'],
      ['single', 'bulk'],
    ],
  ])('counts what was asked for by %o alone', (source, sources) => {
    expect(parseUsageQuery({ flag: 'a', source }, NOW_MS)).toMatchObject({ value: { sources } })
  })

  it.each([
    ['2026-11-24T02:34:14Z', Date.UTC(2026, 10, 24, 2, 34, 14)],
    ['2026-11-23T23:34:14.5-03:00', Date.UTC(2026, 10, 24, 2, 34, 14, 500)],
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    [String(NOW_MS - 1), NOW_MS - 1],
  ])('reads %s as a time', (from, fromMs) => {
    expect(parseUsageQuery({ flag: 'a', from }, NOW_MS)).toMatchObject({ value: { fromMs } })
  })

  it.each([
    [{}, 'flag: required: from 1 to 50 flag keys'],
    [{ flag: '' }, 'flag: expected at least 1 character'],
    [{ flag: ['a', ''] }, 'flag: expected at least 1 character'],
    [{ flag: { a: '1' } }, 'flag: expected string, got object'],
    [{ flag: 'a'.repeat(257) }, 'flag: expected at most 256 characters, got 257'],
    [{ flag: Array.from({ length: 51 }, (_, i) => `f${i}`) }, 'flag: expected at most 50 flags, got 51'],
    [{ flag: 'a', step: 'week' }, 'step: expected one of minute, hour, day'],
    [{ flag: 'a', step: ['day', 'hour'] }, 'step: expected one of minute, hour, day'],
    [{ flag: 'a', source: 'page' }, 'source: expected classic, single, bulk, or several of them'],
    [{ flag: 'a', source: ['bulk', ''] }, 'source: expected classic, single, bulk, or several of them'],
    [{ flag: 'a', limit: '1' }, 'limit: unknown parameter'],
    [{ flag: 'a', ['__proto__x']: '1' }, '__proto__x: unknown parameter'],
    [{ flag: 'a', from: NOW_MS.toString() }, 'from: expected a time before "to"'],
  ])('refuses %o', (query, problem) => {
    expect(problemsOf(query)).toEqual([problem])
  })

  it.each([
    'yesterday',
    '',
    '2026-02-30',
    '2026-11-24T25:00Z',
    '2026-11-24T02:34',
    '24/11/2026',
    '-1',
    '1e3',
    '1969-12-31T23:59Z',
    ['2026-11-24', '2026-11-25'],
  ])('refuses %o as a time', (time) => {
    expect(problemsOf({ flag: 'a', from: time })).toEqual([
      'from: expected one time, ISO 8601 (2026-11-24T02:30Z) or milliseconds since 1970',
    ])
    expect(problemsOf({ flag: 'a', to: time })[0]).toMatch(/^to: expected one time/)
  })

  it.each([
    ['minute', 1],
    ['hour', 31],
    ['day', 366],
  ])('takes steps of a %s over at most %i days', (step, days) => {
    const query = (fromMs: number) => ({ flag: 'a', step, from: String(fromMs), to: String(NOW_MS) })
    expect(problemsOf(query(NOW_MS - days * DAY_MS + 1))).toEqual([])
    expect(problemsOf(query(NOW_MS - days * DAY_MS))).toEqual([])
    expect(problemsOf(query(NOW_MS - days * DAY_MS - 1))).toEqual([
      `from: expected at most ${days} days before "to" with the step ${step}`,
    ])
  })

  it('reads at most 400 days of flags at once, and says which parameters to make smaller', () => {
    const flag = Array.from({ length: 50 }, (_, i) => `f${i}`)
    const query = (rangeMs: number) => ({ flag, step: 'hour', from: String(NOW_MS - rangeMs), to: String(NOW_MS) })
    expect(problemsOf(query(8 * DAY_MS - 1))).toEqual([])
    expect(problemsOf(query(8 * DAY_MS))).toEqual([])
    expect(problemsOf(query(8 * DAY_MS + 1))).toEqual([
      'from: expected at most 400 flag-days, got 401: ask for fewer days before "to"',
      'flag: expected at most 400 flag-days, got 401: ask for fewer flags',
    ])
  })

  it('names every problem at once', () => {
    expect(problemsOf({ step: 'x', from: 'y', to: 'z', other: '1' })).toHaveLength(5)
  })
})
