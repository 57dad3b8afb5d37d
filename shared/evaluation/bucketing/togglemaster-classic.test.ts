import { describe, expect, it } from 'vitest'
import { togglemasterClassicScheme } from './togglemaster-classic.ts'

/** The seed's own vectors: user id, flag name, bucket of a hundred. */
const VECTORS: readonly (readonly [string, string, number])[] = [
  ['user-123', 'enable-new-dashboard', 25],
  ['user-abc', 'enable-new-dashboard', 71],
  ['test-user-1', 'enable-new-dashboard', 81],
  ['test-user-2', 'enable-new-dashboard', 19],
  ['user-1', 'enable-new-dashboard', 9],
  ['u1', 'enable-new-dashboard', 99],
  ['user-123', 'checkout-v2', 80],
  ['joão', 'promoção', 85],
  ['😀', 'x', 75],
  ['ab', 'c-flag', 8],
  ['a', 'bc-flag', 8],
]

describe('togglemaster-classic', () => {
  it.each(VECTORS)('places %s of %s in bucket %i, as the seed did', (userId, flagName, bucket) => {
    expect(togglemasterClassicScheme(flagName, userId)).toBe(bucket * 1_000)
  })
})
