import { describe, expect, it } from 'vitest'
import { findAccessKey, isExpired, parseAccessTable } from './access-table.ts'
import { LIMITS } from './limits.ts'

const key = (sha: string, changes: object = {}) => ({
  id: `k-${sha}`,
  sha256: sha.repeat(64),
  kind: 'srv',
  scopes: ['evaluate'],
  expiresAtMs: null,
  origins: null,
  ...changes,
})
const table = (keys: readonly object[]) =>
  parseAccessTable({ kind: 'access', environment: 'abcdefghijkl', version: 3, issuedAtMs: 1, keys })

describe('the access table', () => {
  it('finds the entry with the hash and no other', () => {
    const parsed = table([key('a'), key('b')])
    if (!parsed.ok) throw new Error('expected a table')
    expect(findAccessKey(parsed.value, 'b'.repeat(64))?.id).toBe('k-b')
    expect(findAccessKey(parsed.value, 'c'.repeat(64))).toBeUndefined()
    expect(findAccessKey(parsed.value, '')).toBeUndefined()
    expect(findAccessKey(parsed.value, `${'b'.repeat(64)}b`)).toBeUndefined()
  })

  it('ends a key at its expiry and not before', () => {
    const parsed = table([key('a', { expiresAtMs: 1_000 }), key('b')])
    if (!parsed.ok) throw new Error('expected a table')
    const [expiring, lasting] = parsed.value.keys
    if (expiring === undefined || lasting === undefined) throw new Error('expected two keys')
    expect([isExpired(expiring, 999), isExpired(expiring, 1_000), isExpired(lasting, 8e15)]).toEqual([
      false,
      true,
      false,
    ])
  })

  it.each([
    [[key('A')], ['keys', 0, 'sha256']],
    [[key('a', { scopes: ['root'] })], ['keys', 0, 'scopes', 0]],
    [[key('a', { kind: 'x' })], ['keys', 0, 'kind']],
    [[key('a', { id: '' })], ['keys', 0, 'id']],
    [[key('a', { origins: Array.from({ length: LIMITS.originsPerKey + 1 }, String) })], ['keys', 0, 'origins']],
  ])('refuses a table with the path of what is wrong (%#)', (keys, path) => {
    expect(table(keys)).toMatchObject({ ok: false, problems: [{ path }] })
  })

  it.each([
    [LIMITS.keysPerEnvironment - 1, true],
    [LIMITS.keysPerEnvironment, true],
    [LIMITS.keysPerEnvironment + 1, false],
  ])('answers for %i keys: %s', (count, accepted) => {
    expect(table(Array.from({ length: count }, () => key('a'))).ok).toBe(accepted)
  })
})
