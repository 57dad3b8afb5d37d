import { expect, it } from 'vitest'
import { quantile } from './quantile.ts'

const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)

it.each([
  [0.5, 50],
  [0.99, 99],
  [0.991, 100],
  [1, 100],
])('names the value that %s of the values are not above', (share, expected) => {
  expect(quantile(hundred, share)).toBe(expected)
})

it('names no value where there are none', () => {
  expect(quantile([], 0.5)).toBeNaN()
})
