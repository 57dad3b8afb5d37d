import { describe, expect, it } from 'vitest'
import { conditionOfRule, placeInConfiguration } from './rule-condition.ts'

const BR = { attribute: 'country', operator: 'equals', value: 'BR' } as const
const group = { key: 'checkout', slot: 'a' }
const inSlot = { segment: 'group:checkout/a' }
const isNotHeldOut = { segment: 'holdout:q4' }

const place = (rule: object, ...inner: readonly (string | number)[]) =>
  placeInConfiguration([{}, rule], ['rules', 1, 'if', ...inner])

describe('conditionOfRule', () => {
  it('is the rule’s own where it keeps to no group', () => {
    expect(conditionOfRule({ if: BR })).toBe(BR)
    expect(conditionOfRule({})).toBeUndefined()
  })

  it('asks for all: its own first, then the holdout and the slot', () => {
    expect(conditionOfRule({ group })).toEqual({ all: [inSlot] })
    expect(conditionOfRule({ if: BR, group, holdout: 'q4' })).toEqual({ all: [BR, isNotHeldOut, inSlot] })
  })

  it('puts what is asked beside what is asked already', () => {
    expect(conditionOfRule({ if: { all: [BR, BR] }, holdout: 'q4' })).toEqual({ all: [BR, BR, isNotHeldOut] })
  })
})

describe('placeInConfiguration', () => {
  it('is where somebody wrote the condition', () => {
    expect(place({ if: BR }, 'value')).toEqual(['rules', 1, 'if', 'value'])
    expect(place({ if: BR, group }, 'all', 0, 'value')).toEqual(['rules', 1, 'if', 'value'])
    expect(place({ if: { all: [BR] }, group }, 'all', 0, 'value')).toEqual(['rules', 1, 'if', 'all', 0, 'value'])
  })

  it('is the same for whatever is no condition', () => {
    expect(placeInConfiguration([{ group }], ['rules', 0, 'serve'])).toEqual(['rules', 0, 'serve'])
    expect(placeInConfiguration([{ group }], ['defaultServe'])).toEqual(['defaultServe'])
  })
})
