import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { shiftedClock } from './shifted-clock.ts'

const HOUR_MS = 3_600_000

function evaluated(expression: string): unknown {
  return runInNewContext(`${shiftedClock(-HOUR_MS)};${expression}`)
}

it('moves every way to ask for the time', () => {
  const before = Date.now() - HOUR_MS
  const [now, made, said] = evaluated('[Date.now(), new Date().getTime(), Date.parse(Date())]') as readonly number[]
  const after = Date.now() - HOUR_MS
  for (const time of [now, made]) {
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThanOrEqual(after)
  }
  // A text without milliseconds.
  expect(said).toBe(Math.floor((said ?? 0) / 1_000) * 1_000)
  expect(said).toBeLessThanOrEqual(after)
})

it('leaves alone what is not the present', () => {
  expect(evaluated('new Date(5).getTime()')).toBe(5)
  expect(evaluated("Date.parse('2026-11-24T00:00:00Z')")).toBe(Date.UTC(2026, 10, 24))
  expect(evaluated('new Date(2026, 1) instanceof Date')).toBe(true)
})
