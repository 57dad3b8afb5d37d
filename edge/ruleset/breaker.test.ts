import { describe, expect, it } from 'vitest'
import { createBreaker } from './breaker.ts'

const breakerWith = (random: number) => createBreaker({ random: () => random })

describe('a breaker', () => {
  it('is closed until something fails', () => {
    const breaker = breakerWith(0)
    expect(breaker.isOpen()).toBe(false)
    breaker.failed(0, 0)
    expect(breaker.isOpen()).toBe(true)
    breaker.succeeded()
    expect(breaker.isOpen()).toBe(false)
  })

  it('waits twice as long after each failure, at most eight seconds', () => {
    const breaker = breakerWith(0.999_999)
    const delays = Array.from({ length: 9 }, () => {
      breaker.failed(0, 0)
      return [200, 400, 800, 1_600, 3_200, 6_400, 8_000].find((ms) => breaker.mayStart(ms))
    })
    expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 8_000, 8_000, 8_000])
  })

  it('leaves half of the delay to chance', () => {
    const breaker = breakerWith(0)
    breaker.failed(0, 0)
    expect(breaker.mayStart(99)).toBe(false)
    expect(breaker.mayStart(100)).toBe(true)
  })

  it('lets one probe through, and the next when the first was lost', () => {
    const breaker = breakerWith(0)
    breaker.failed(0, 0)
    breaker.claim(100, 500)
    expect(breaker.mayStart(599)).toBe(false)
    expect(breaker.mayStart(600)).toBe(true)
  })

  it('counts what fails together once', () => {
    const breaker = breakerWith(0.999_999)
    for (let i = 0; i < 50; i++) breaker.failed(250 + i, i)
    expect(breaker.mayStart(450)).toBe(true)
  })

  it('does not stay shut because the clock stepped back', () => {
    const breaker = breakerWith(0)
    breaker.failed(1_000_000, 1_000_000)
    expect(breaker.mayStart(5)).toBe(true)
  })
})
