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
const table = (keys: readonly unknown[]) =>
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

  it('looks at every character of every key, wherever they differ and whichever it is', () => {
    let looks = 0
    class Watched extends String {
      override charCodeAt(index: number): number {
        looks++
        return super.charCodeAt(index)
      }
    }
    const parsed = table([key('a'), key('b'), key('c')])
    if (!parsed.ok) throw new Error('expected a table')
    const looksFor = (sha256: string): number => {
      looks = 0
      findAccessKey(parsed.value, Object(new Watched(sha256)))
      return looks
    }
    const tried = ['a'.repeat(64), 'c'.repeat(64), 'd'.repeat(64), `${'a'.repeat(63)}d`, `d${'a'.repeat(63)}`]
    expect(tried.map(looksFor)).toEqual(tried.map(() => 3 * 64))
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
    key('A'),
    key('a', { kind: 'x' }),
    key('a', { id: '' }),
    key('a', { scopes: 'all' }),
    key('a', { origins: Array.from({ length: LIMITS.originsPerKey + 1 }, String) }),
    null,
  ])('leaves out an entry that it cannot read, and keeps its neighbours (%#)', (entry) => {
    const parsed = table([key('b'), entry, key('c')])
    expect(parsed).toMatchObject({ ok: true, value: { keys: [key('b'), key('c')] } })
  })

  it('grants no scope that this release does not know', () => {
    expect(table([key('a', { scopes: ['root', 'evaluate'] })])).toMatchObject({
      value: { keys: [{ scopes: ['evaluate'] }] },
    })
  })

  it.each([
    [LIMITS.keysPerEnvironment - 1, true],
    [LIMITS.keysPerEnvironment, true],
    [LIMITS.keysPerEnvironment + 1, false],
  ])('answers for %i keys: %s', (count, accepted) => {
    expect(table(Array.from({ length: count }, () => key('a'))).ok).toBe(accepted)
  })
})
