import { describe, expect, it } from 'vitest'
import { parseHead } from './head.ts'
import { LIMITS } from './limits.ts'

const HEAD = {
  kind: 'head',
  environment: 'abcdefghijkl',
  version: 4,
  sha256: 'a'.repeat(64),
  bytes: 1,
  issuedAtMs: 1,
  attention: { seq: 1, forMs: 5 },
}

describe('parseHead', () => {
  it('drops what a newer origin says beyond this release', () => {
    expect(parseHead({ ...HEAD, newer: true })).toEqual({ ok: true, value: HEAD })
  })

  it.each([
    [{ kind: 'access' }, 'kind'],
    [{ environment: 'ABCDEFGHIJKL' }, 'environment'],
    [{ version: -1 }, 'version'],
    [{ version: 1.5 }, 'version'],
    [{ sha256: 'A'.repeat(64) }, 'sha256'],
    [{ bytes: 0 }, 'bytes'],
    [{ bytes: LIMITS.rulesetBytes + 1 }, 'bytes'],
    [{ issuedAtMs: null }, 'issuedAtMs'],
    [{ attention: undefined }, 'attention'],
  ])('refuses %j', (changes, path) => {
    expect(parseHead({ ...HEAD, ...changes })).toMatchObject({ ok: false, problems: [{ path: [path] }] })
  })

  it.each([LIMITS.rulesetBytes - 1, LIMITS.rulesetBytes])('accepts a body of %i bytes', (bytes) => {
    expect(parseHead({ ...HEAD, bytes }).ok).toBe(true)
  })
})
