import { describe, expect, it } from 'vitest'
import { issuedTag, parseIssuedRuleset } from './issued-ruleset.ts'
import { LIMITS } from './limits.ts'

const ISSUED = { head: 'h', access: 'a', body: 'b' }
const ofLength = (length: number) => parseIssuedRuleset({ ...ISSUED, body: 'x'.repeat(length) }).ok

describe('parseIssuedRuleset', () => {
  it('takes three texts, and ignores what a newer origin says beside them', () => {
    expect(parseIssuedRuleset({ ...ISSUED, newer: 1 })).toEqual({ ok: true, value: ISSUED })
  })

  it.each([{}, { ...ISSUED, head: '' }, { ...ISSUED, body: null }, null, 'text'])('refuses %j', (input) => {
    expect(parseIssuedRuleset(input).ok).toBe(false)
  })

  it('holds each text to what may be stored', () => {
    const limit = LIMITS.storedRulesetBytes
    expect([ofLength(limit - 1), ofLength(limit), ofLength(limit + 1)]).toEqual([true, true, false])
  })
})

describe('issuedTag', () => {
  it('differs with either version, and never by chance', () => {
    expect(new Set([issuedTag(1, 23), issuedTag(12, 3), issuedTag(1, 2)]).size).toBe(3)
  })
})
