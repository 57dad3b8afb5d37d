import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../../../shared/contracts/condition.ts'
import type { Draft } from '../../../changes/draft.ts'
import { gapsOf } from './draft-gaps.ts'

const draftIf = (condition: Condition): Draft => ({
  enabled: true,
  offVariant: null,
  rules: [{ id: 'a', enabled: true, if: condition, serve: { variant: 'on' } }],
  defaultServe: { variant: 'off' },
})

describe('what a draft lacks', () => {
  it.each<Condition>([
    { attribute: 'geo.country', operator: 'oneOf', values: [] },
    { attribute: ' ', operator: 'exists' },
    { attribute: 'email', operator: 'matches', pattern: '' },
    { attribute: 'plan', operator: 'equals', value: '' },
    { segment: '' },
    { flag: 'other', variants: [] },
    { any: [] },
    { all: [{ segment: 'beta' }, { not: { segment: '' } }] },
  ])('is a condition: %o', (condition) => {
    expect(gapsOf(draftIf(condition))).toEqual([{ number: 1, lacks: 'condition' }])
  })

  it.each<Condition>([
    { attribute: 'geo.country', operator: 'oneOf', values: ['BR'] },
    { attribute: 'company', operator: 'exists' },
    { attribute: 'seats', operator: 'greaterThan', value: 0 },
    { bucket: { salt: 's', from: 0, to: 1 } },
    { any: [{ segment: 'beta' }, { flag: 'other', variants: ['on'] }] },
  ])('is nothing: %o', (condition) => {
    expect(gapsOf(draftIf(condition))).toEqual([])
  })

  it('is weights that do not sum, of a rule and of the default', () => {
    const serve = { split: { weights: [{ variant: 'on', weight: 99_999 }] } }
    const draft = { ...draftIf({ segment: 'beta' }), defaultServe: serve }
    expect(gapsOf({ ...draft, rules: [{ id: 'a', enabled: true, serve }] })).toEqual([
      { number: 1, lacks: 'weights' },
      { number: undefined, lacks: 'weights' },
    ])
  })
})
