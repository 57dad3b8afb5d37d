import { describe, expect, it } from 'vitest'
import type { Draft, Rule } from '../../../changes/draft.ts'
import { fitDefault, isFitted, unfitDefault } from './fitted-default.ts'

const rule: Rule = { id: 'a', enabled: true, serve: { variant: 'on' } }
const base: Draft = { enabled: false, offVariant: 'off', rules: [], defaultServe: { variant: 'on' } }
const off = { defaultServe: { variant: 'off' } }

describe('the default beside a first rule', () => {
  it('becomes the off variant where it would give everybody what the rule gives', () => {
    expect(fitDefault({ base, draft: base }, rule)).toEqual(off)
    const draft = { ...base, ...off, rules: [rule] }
    expect([isFitted({ base, draft }), unfitDefault({ base, draft })]).toEqual([
      true,
      { defaultServe: base.defaultServe },
    ])
  })

  it('stays what it is where people get the flag already, or the rule serves something else', () => {
    const on = { ...base, enabled: true }
    expect(fitDefault({ base: on, draft: on }, rule)).toEqual({})
    expect(fitDefault({ base, draft: { ...base, ...off } }, rule)).toEqual({})
    expect(fitDefault({ base, draft: { ...base, offVariant: null } }, rule)).toEqual({})
    expect(fitDefault({ base, draft: { ...base, rules: [rule] } }, rule)).toEqual({})
  })

  it('is nothing to speak of when it was left as it was, or another rule is there still', () => {
    expect(isFitted({ base, draft: { ...base, rules: [rule] } })).toBe(false)
    const draft = { ...base, ...off, rules: [rule, { ...rule, id: 'b' }] }
    expect(unfitDefault({ base, draft })).toEqual({})
  })
})
