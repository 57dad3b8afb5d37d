import { describe, expect, it } from 'vitest'
import { nativeScheme } from './native.ts'

/** From an independent implementation, in another language. */
const VECTORS: readonly (readonly [string, string, number])[] = [
  ['checkout', 'user-1', 17_502],
  ['checkout', 'user-2', 88_313],
  ['s', 'usuário-ção', 84_761],
  ['promoção', 'joão', 96_736],
  ['x', '😀', 4_190],
  ['abc', '\ud800', 84_365],
  ['a', 'b', 22_254],
  ['', 'x', 71_631],
  ['salt-1234', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 7_594],
]

describe('native', () => {
  it.each(VECTORS)('places %j and %j in bucket %i', (salt, value, bucket) => {
    expect(nativeScheme(salt, value)).toBe(bucket)
  })
})
