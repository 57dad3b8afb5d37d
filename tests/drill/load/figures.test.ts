import { expect, it } from 'vitest'
import { figuresOf } from './figures.ts'

it('names the slowest of 99 and of 100 in a hundred, and how many were above a quarter of a second', () => {
  const tookMs = Array.from({ length: 100 }, (_, i) => (i < 98 ? i + 1 : 250 + i - 98))
  expect(figuresOf(tookMs.toReversed(), 3)).toEqual({
    requests: 100,
    failures: 3,
    p50Ms: 50,
    p99Ms: 250,
    slowestMs: 251,
    blocked: 1,
  })
})

it('is all nothing where nothing was asked', () => {
  expect(figuresOf([], 0)).toEqual({ requests: 0, failures: 0, p50Ms: 0, p99Ms: 0, slowestMs: 0, blocked: 0 })
})
