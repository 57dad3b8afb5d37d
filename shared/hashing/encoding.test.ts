import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, sha256Hex, toBase64, toHex } from './encoding.ts'

describe('encoding', () => {
  it('brings any bytes back from base64', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  it('says that a text is not base64', () => {
    expect(fromBase64('*')).toBeUndefined()
    expect(fromBase64('é')).toBeUndefined()
  })

  it('writes hexadecimal in lower case with leading zeros', () => {
    expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff')
  })

  it('hashes text as UTF-8 (FIPS 180-4 example, and bytes that are the same text)', async () => {
    expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await sha256Hex('joão')).toBe(await sha256Hex(new TextEncoder().encode('joão')))
  })
})
