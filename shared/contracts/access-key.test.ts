import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KEY_KINDS, SECRET_LENGTH, formatAccessKey, parseAccessKey, secretOf } from './access-key.ts'

const SECRET = '0123456789abcdefghijABCDEFGHIJxy'
const OWNER = 'abcdefghijkl'

describe('access keys', () => {
  it.each(KEY_KINDS)('reads back a %s key', (kind) => {
    const text = formatAccessKey(kind, OWNER, SECRET)
    expect(parseAccessKey(text)).toEqual({ ok: true, value: { kind, ownerId: OWNER, text } })
  })

  it('keeps its checksum for ever', () => {
    // MurmurHash3 of the body is 1 724 762 346, which in base 62 is 1sivTW.
    expect(formatAccessKey('srv', OWNER, SECRET)).toBe(`tm_srv_${OWNER}_${SECRET}1sivTW`)
  })

  it('refuses a key with any one character changed', () => {
    const text = formatAccessKey('cli', OWNER, SECRET)
    for (let i = 0; i < text.length; i++) {
      const other = text.charAt(i) === 'z' ? 'y' : 'z'
      expect(parseAccessKey(text.slice(0, i) + other + text.slice(i + 1)).ok).toBe(false)
    }
  })

  it('tells a wrong shape from a wrong checksum', () => {
    expect(parseAccessKey('tm_srv_x')).toMatchObject({ problems: [{ message: 'expected tm_<kind>_<id>_<secret>' }] })
    expect(parseAccessKey(`tm_srv_${OWNER}_${SECRET}000000`)).toMatchObject({
      problems: [{ message: 'wrong checksum' }],
    })
  })

  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseAccessKey(text).ok).toBe(false)
      }),
    )
  })
})

describe('secretOf', () => {
  it('leaves out the bytes that would favour some characters', () => {
    expect(secretOf(new Uint8Array(64).fill(248))).toBeUndefined()
    expect(secretOf(new Uint8Array(SECRET_LENGTH).fill(247))).toBe('z'.repeat(SECRET_LENGTH))
    expect(secretOf(new Uint8Array(SECRET_LENGTH - 1))).toBeUndefined()
  })
})
