import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../log.ts'
import { createBreaker } from './breaker.ts'

let lines: LogEntry[] = []
const breakerWith = (random: number) => {
  lines = []
  const log = (entry: LogEntry) => void lines.push(entry)
  return createBreaker({ runtime: { random: () => random }, log, fields: { breaker: 'source' } })
}

describe('a breaker', () => {
  it('is closed until something fails', () => {
    const breaker = breakerWith(0)
    expect(breaker.isOpen(0)).toBe(false)
    breaker.failed(0, 0, 'TimeoutError')
    expect(breaker.isOpen(0)).toBe(true)
    breaker.succeeded()
    expect(breaker.isOpen(0)).toBe(false)
  })

  it('is believed for eight seconds after what was last found, or begun to be found out', () => {
    const breaker = breakerWith(0)
    breaker.failed(0, 0, 'TimeoutError')
    expect([7_999, 8_000].map((ms) => breaker.isOpen(ms))).toEqual([true, false])
    breaker.claim(7_000, 2_250)
    expect([14_999, 15_000].map((ms) => breaker.isOpen(ms))).toEqual([true, false])
    breaker.waitedInVain(20_000)
    expect([27_999, 28_000].map((ms) => breaker.isOpen(ms))).toEqual([true, false])
  })

  it('waits twice as long after each failure, at most eight seconds', () => {
    const breaker = breakerWith(0.999_999)
    const delays = Array.from({ length: 9 }, () => {
      breaker.failed(0, 0, 'TimeoutError')
      return [200, 400, 800, 1_600, 3_200, 6_400, 8_000].find((ms) => breaker.mayStart(ms))
    })
    expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 8_000, 8_000, 8_000])
  })

  it('leaves half of the delay to chance', () => {
    const breaker = breakerWith(0)
    breaker.failed(0, 0, 'TimeoutError')
    expect(breaker.mayStart(99)).toBe(false)
    expect(breaker.mayStart(100)).toBe(true)
  })

  it('lets one probe through, and the next when the first was lost', () => {
    const breaker = breakerWith(0)
    breaker.failed(0, 0, 'TimeoutError')
    breaker.claim(100, 500)
    expect(breaker.mayStart(599)).toBe(false)
    expect(breaker.mayStart(600)).toBe(true)
  })

  it('keeps a probe for as long as it was claimed, also when that is longer than any delay', () => {
    const breaker = breakerWith(0)
    breaker.failed(0, 0, 'TimeoutError')
    breaker.claim(100, 10_250)
    expect(breaker.mayStart(10_349)).toBe(false)
    expect(breaker.mayStart(10_350)).toBe(true)
  })

  it('ends the waiting for what is slow, and holds nothing back', () => {
    const breaker = breakerWith(0)
    breaker.waitedInVain(0)
    expect([breaker.isOpen(0), breaker.mayStart(0)]).toEqual([true, true])
    breaker.succeeded()
    expect(breaker.isOpen(0)).toBe(false)
  })

  it('is well, but late, for eight seconds after what took longer than anybody waits, or until it is quick', () => {
    const breaker = breakerWith(0)
    breaker.failed(0, 0, 'TimeoutError')
    breaker.succeededLate(1_000)
    expect([breaker.isOpen(1_000), breaker.mayStart(1_000)]).toEqual([false, true])
    expect([1_000, 8_999, 9_000, 999].map((ms) => breaker.isLate(ms))).toEqual([true, true, false, false])
    breaker.succeeded()
    expect(breaker.isLate(1_000)).toBe(false)
    expect(lines.map(({ event }) => event)).toEqual(['breaker_opened', 'breaker_closed'])
  })

  it('says once that it opens, why, and that it closes', () => {
    const breaker = breakerWith(0)
    breaker.succeeded()
    for (let i = 0; i < 5; i++) breaker.waitedInVain(0)
    for (let i = 0; i < 5; i++) breaker.failed(i, i, 'TimeoutError')
    for (let i = 0; i < 5; i++) breaker.succeeded()
    expect(lines).toEqual([
      { level: 'warn', event: 'breaker_opened', breaker: 'source', cause: 'slow' },
      { level: 'warn', event: 'breaker_opened', breaker: 'source', cause: 'TimeoutError' },
      { level: 'info', event: 'breaker_closed', breaker: 'source' },
    ])
  })

  it('counts what fails together once', () => {
    const breaker = breakerWith(0.999_999)
    for (let i = 0; i < 50; i++) breaker.failed(250 + i, i, 'TimeoutError')
    expect(breaker.mayStart(450)).toBe(true)
  })

  it('does not stay shut because the clock stepped back', () => {
    const breaker = breakerWith(0)
    breaker.failed(1_000_000, 1_000_000, 'TimeoutError')
    expect(breaker.mayStart(5)).toBe(true)
  })
})
