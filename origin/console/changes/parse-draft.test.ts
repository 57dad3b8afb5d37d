import { describe, expect, it } from 'vitest'
import { parseDraft } from './parse-draft.ts'

const WHOLE = { enabled: true, offVariant: 'off', defaultServe: { variant: 'off' } }
const RULE = {
  id: 'a',
  enabled: false,
  if: { attribute: 'plan', operator: 'equals', value: 'pro' },
  serve: { variant: 'on' },
}

describe('a draft that is read', () => {
  it('is what was written', () => {
    expect(parseDraft({ ...WHOLE, rules: [RULE] })).toEqual({ ...WHOLE, rules: [RULE] })
  })

  it('has no off variant, rules that are on and ids of its own where nothing else is said', () => {
    const { id: _id, enabled: _enabled, ...rule } = RULE
    const draft = parseDraft({ enabled: false, rules: [rule], defaultServe: WHOLE.defaultServe })
    const id = expect.stringMatching(/^[a-z0-9]{12}$/) as string
    expect(draft).toEqual({ ...WHOLE, enabled: false, offVariant: null, rules: [{ ...rule, id, enabled: true }] })
  })

  it.each([
    ['no object', []],
    ['without a switch', { rules: [], defaultServe: WHOLE.defaultServe }],
    ['with a member that nobody knows', { ...WHOLE, rules: [], version: 3 }],
    ['with a rule that serves nothing', { ...WHOLE, rules: [{ id: 'a' }] }],
    ['with an operator that nobody knows', { ...WHOLE, rules: [{ ...RULE, if: { attribute: 'a', operator: 'is' } }] }],
    ['with a weightless split', { ...WHOLE, rules: [{ ...RULE, serve: { split: {} } }] }],
    ['with a rollout of nothing', { ...WHOLE, rules: [{ ...RULE, rollout: {} }] }],
    ['with a condition deep inside that is none', { ...WHOLE, rules: [{ ...RULE, if: { not: { any: [3] } } }] }],
  ])('is none when it is %s', (_what, value) => {
    expect(parseDraft(value)).toBeUndefined()
  })
})
