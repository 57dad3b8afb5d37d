import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Head } from '../../shared/contracts/head.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type Ruleset, encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { sha256Hex } from '../../shared/hashing/encoding.ts'
import { packRuleset } from '../testing/signing.ts'
import { booleanFlag } from '../testing/test-flags.ts'
import { decodeBody } from './decode-body.ts'

const RULESET: Ruleset = {
  environment: 'aaaaaaaaaaaa',
  version: 3,
  settings: { events: { mode: 'off' }, userIds: 'plain' },
  flags: [booleanFlag('x'), booleanFlag('y')],
}

/** A body that the origin signed, whatever is in it. */
async function promised(bytes: Uint8Array, changes: Partial<Head> = {}) {
  const { head } = await packRuleset(RULESET, 0)
  const compressed = new Uint8Array(gzipSync(bytes))
  const sha256 = await sha256Hex(compressed)
  const body = Buffer.from(compressed).toString('base64')
  return decodeBody(body, { ...head, sha256, bytes: bytes.length, ...changes })
}

function bytesOf(text: string): string | undefined {
  try {
    return atob(text)
  } catch {
    return undefined
  }
}

describe('decodeBody', () => {
  it('gives the ruleset that the head promised', async () => {
    const { body, head } = await packRuleset(RULESET, 0)
    const decoded = await decodeBody(body, head)
    expect(decoded.ok && decoded.value.flagKeys).toEqual(['x', 'y'])
  })

  it.each([
    [LIMITS.storedRulesetBytes - 1, 'malformed'],
    [LIMITS.storedRulesetBytes, 'wrong_digest'],
    [LIMITS.storedRulesetBytes + 1, 'over_limit'],
  ])('reads a body of %i characters only up to the limit (%s)', async (length, reason) => {
    const { head } = await packRuleset(RULESET, 0)
    expect(await decodeBody('='.repeat(length % 4) + 'A'.repeat(length - (length % 4)), head)).toEqual({
      ok: false,
      reason,
    })
  })

  it('compiles patterns, which need an engine of their own', async () => {
    const matches = { attribute: 'a', operator: 'matches', pattern: '^b' } as const
    const flag = booleanFlag('z', { rules: [{ id: 'r', if: matches, serve: { variant: 'on' } }] })
    const { body, head } = await packRuleset({ ...RULESET, flags: [...RULESET.flags, flag] }, 0)
    const decoded = await decodeBody(body, head)
    expect(decoded.ok && decoded.value.allFlags().map(({ state }) => state)).toEqual([
      'decidable',
      'decidable',
      'decidable',
    ])
  })

  it('refuses other bytes than those that were signed', async () => {
    const { head } = await packRuleset(RULESET, 0)
    const { body } = await packRuleset({ ...RULESET, flags: [] }, 0)
    expect(await decodeBody(body, head)).toEqual({ ok: false, reason: 'wrong_digest' })
  })

  it('refuses the ruleset of another environment or version, even signed', async () => {
    const foreign = encodeRuleset({ ...RULESET, environment: 'bbbbbbbbbbbb' })
    expect(await promised(foreign)).toEqual({ ok: false, reason: 'wrong_environment' })
    expect(await promised(encodeRuleset({ ...RULESET, version: 4 }))).toEqual({ ok: false, reason: 'wrong_version' })
  })

  it('decompresses not one byte more or less than announced', async () => {
    const bytes = encodeRuleset(RULESET)
    expect((await promised(bytes)).ok).toBe(true)
    expect(await promised(bytes, { bytes: bytes.length - 1 })).toEqual({ ok: false, reason: 'malformed' })
    expect(await promised(bytes, { bytes: bytes.length + 1 })).toEqual({ ok: false, reason: 'malformed' })
  })

  it('refuses signed bytes that are no ruleset', async () => {
    expect(await promised(new TextEncoder().encode('{}\n'))).toEqual({ ok: false, reason: 'malformed' })
  })

  it('refuses what is too long before it looks at it', async () => {
    const { head } = await packRuleset(RULESET, 0)
    expect(await decodeBody('A'.repeat(7_340_036), head)).toEqual({ ok: false, reason: 'over_limit' })
  })

  it('survives any mutation of a body with an answer', async () => {
    const { body, head } = await packRuleset(RULESET, 0)
    for (let i = 0; i < 500; i++) {
      const at = (i * 7_919) % body.length
      const mutated = body.slice(0, at) + String.fromCharCode(33 + (i % 90)) + body.slice(at + 1)
      const text = i % 3 === 0 ? body.slice(0, at) : mutated
      // Some bytes have more than one spelling: base64 without its padding, or with other bits where none are read.
      expect((await decodeBody(text, head)).ok).toBe(bytesOf(text) === atob(body))
    }
  })
})
