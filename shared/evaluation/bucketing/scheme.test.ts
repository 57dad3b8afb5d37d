import { describe, expect, it } from 'vitest'
import native from '../../conformance/schemes/native.json' with { type: 'json' }
import togglemasterClassic from '../../conformance/schemes/togglemaster-classic.json' with { type: 'json' }
import { SCHEME_NAMES } from '../../contracts/scheme-name.ts'
import { SCHEMES } from './scheme.ts'

/** Made by independent implementations in another language; the seed's own vectors are the last of its scheme. */
const PUBLISHED = { native, 'togglemaster-classic': togglemasterClassic } as const

describe.each(SCHEME_NAMES)('the scheme %s', (name) => {
  it('is published under its own name', () => {
    expect(PUBLISHED[name].scheme).toBe(name)
  })

  it.each(PUBLISHED[name].vectors)('places $subject under $salt in bucket $bucket', ({ salt, subject, bucket }) => {
    expect(SCHEMES[name](salt)(subject)).toBe(bucket)
  })
})

describe('lone surrogates', () => {
  it('are placed like U+FFFD', () => {
    for (const name of SCHEME_NAMES) expect(SCHEMES[name]('s')('x\ud83d')).toBe(SCHEMES[name]('s')('x\ufffd'))
  })
})
