import { describe, expect, it } from 'vitest'
import type { Draft, Rule } from '../../../changes/draft.ts'
import { changesBetween } from '../../../changes/changes-between.ts'
import { rebaseDraft } from '../../../changes/rebase-draft.ts'

const rule = (id: string, variant = 'on'): Rule => ({ id, enabled: true, serve: { variant } })
const [a, b, c] = [rule('a'), rule('b'), rule('c')]
const base: Draft = { enabled: false, offVariant: 'off', rules: [a, b], defaultServe: { variant: 'off' } }

function rebase(mine: Partial<Draft>, theirs: Partial<Draft>): Draft {
  return rebaseDraft({ base, mine: { ...base, ...mine }, theirs: { ...base, ...theirs } })
}

describe('what a draft changes', () => {
  it('is nothing when it says the same in another order of properties', () => {
    const same: Rule = { serve: { variant: 'on' }, enabled: true, id: 'a' }
    expect(changesBetween(base, { ...base, rules: [same, b] })).toEqual([])
  })

  it('is each member on its own', () => {
    const after: Draft = { ...base, enabled: true, offVariant: null, defaultServe: { variant: 'on' } }
    expect(changesBetween(base, after)).toEqual([
      { kind: 'switched-on', isAlone: false, before: 'off', after: { variant: 'on' } },
      { kind: 'off', before: 'off', after: null },
    ])
  })

  it('is what people get: the off variant until the flag is on, whatever its default was', () => {
    const [on, off] = [{ variant: 'on' }, { variant: 'off' }]
    const fresh: Draft = { ...base, rules: [], defaultServe: on }
    expect(changesBetween(fresh, { ...fresh, enabled: true })).toEqual([
      { kind: 'switched-on', isAlone: true, before: 'off', after: on },
    ])
    expect(changesBetween(fresh, { ...fresh, defaultServe: off })).toEqual([
      { kind: 'default', before: on, after: off, isInForce: false },
    ])
    expect(changesBetween({ ...fresh, enabled: true }, { ...fresh, offVariant: null })).toEqual([
      { kind: 'switched-off', after: null },
      { kind: 'off', before: 'off', after: null },
    ])
  })

  it('is rules that came, went, moved, were changed and were switched off', () => {
    expect(changesBetween(base, { ...base, rules: [b, c] })).toEqual([
      { kind: 'removed', number: 1, rule: a },
      { kind: 'added', number: 2, rule: c },
    ])
    expect(changesBetween(base, { ...base, rules: [b, a] })).toHaveLength(1)
    const changed = { ...rule('b', 'off'), enabled: false }
    expect(changesBetween(base, { ...base, rules: [a, changed] })).toEqual([
      { kind: 'rule-switched', number: 2, rule: changed },
      { kind: 'changed', number: 2, before: b, after: changed },
    ])
  })

  it('is one move when one of many rules moved', () => {
    const before = { ...base, rules: [a, b, c] }
    expect(changesBetween(before, { ...base, rules: [c, a, b] })).toEqual([
      { kind: 'moved', from: 3, number: 1, rule: c },
    ])
  })
})

describe('edits that are laid over what somebody else saved', () => {
  it('keep what both changed apart', () => {
    expect(rebase({ enabled: true }, { offVariant: null })).toEqual({ ...base, enabled: true, offVariant: null })
  })

  it('stand where both changed the same', () => {
    const mine = rule('a', 'mine')
    expect(rebase({ rules: [mine, b] }, { rules: [rule('a', 'theirs'), b] }).rules).toEqual([mine, b])
  })

  it('add rules where they stood, beside those of the other', () => {
    const theirs = rule('t')
    expect(rebase({ rules: [a, c, b] }, { rules: [theirs, a, b] }).rules).toEqual([theirs, a, c, b])
  })

  it('keep an order that was changed', () => {
    expect(rebase({ rules: [b, a] }, { rules: [a, b, c] }).rules).toEqual([b, c, a])
  })

  it('remove what was removed, unless the other changed it', () => {
    expect(rebase({ rules: [b] }, { enabled: true }).rules).toEqual([b])
    const changed = rule('a', 'theirs')
    expect(rebase({ rules: [b] }, { rules: [changed, b] }).rules).toEqual([changed, b])
  })

  it('let go of what the other removed, unless it was changed here', () => {
    expect(rebase({ enabled: true }, { rules: [a] }).rules).toEqual([a])
    const changed = rule('b', 'mine')
    expect(rebase({ rules: [a, changed] }, { rules: [a] }).rules).toEqual([a, changed])
  })
})
