import { expect, it } from 'vitest'
import { isMassRemoval } from './mass-removal.ts'

it.each([
  [9, 0, false],
  [10, 5, false],
  [10, 4, true],
  [11, 6, false],
  [11, 5, true],
  [10, 10, false],
  [10, 100, false],
])('of %i flags %i are left: a mass removal is %s', (before, after, expected) => {
  expect(isMassRemoval(before, after)).toBe(expected)
})
