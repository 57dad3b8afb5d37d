import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMurmur3, murmur3 } from './murmur3.ts'

/** From an independent implementation over UTF-8 bytes, in another language. */
const VECTORS: readonly (readonly [string, number])[] = [
  ['', 0],
  ['a', 1009084850],
  ['ab', 2613040991],
  ['abc', 3017643002],
  ['abcd', 1139631978],
  ['abcde', 3902511862],
  ['hello', 0x248bfa47],
  ['hello, world', 0x149bbb7f],
  ['The quick brown fox jumps over the lazy dog', 776992547],
  ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 1924225739],
  ['usuário-ção', 2137984869],
  ['joão', 1325393062],
  ['promoção', 891939606],
  ['é', 269551495],
  ['ÿ', 2978568462],
  ['\u0800', 2057557023],
  ['\uffff', 1061879644],
  ['日本語', 2779017879],
  ['😀', 3199479546],
  ['a😀b', 3125043452],
  ['\u0000', 1364076727],
  ['\ufeffbom', 593308437],
]

describe('murmur3', () => {
  it.each(VECTORS)('hashes %j as every other implementation over UTF-8 does', (text, hash) => {
    expect(murmur3(text)).toBe(hash)
  })

  it('counts a lone surrogate as U+FFFD, wherever it stands', () => {
    expect(murmur3('\ud800')).toBe(3063719617)
    expect(murmur3('\ud83d')).toBe(3063719617)
    expect(murmur3('x\udc00y')).toBe(3950127000)
  })

  it('gives an unsigned 32-bit integer for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const hash = murmur3(text)
        expect(hash).toBe(hash >>> 0)
      }),
    )
  })

  it('goes on from any prefix as if it had read both at once', () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 })
    const rest = fc.oneof(text, fc.string({ unit: 'grapheme-ascii', maxLength: 12 }))
    fc.assert(
      fc.property(text, rest, (prefix, rest) => {
        expect(createMurmur3(`${prefix}.`)(rest) >>> 0).toBe(murmur3(`${prefix}.${rest}`))
      }),
    )
  })
})
