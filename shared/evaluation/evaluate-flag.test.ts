import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Condition } from '../contracts/condition.ts'
import type { EvaluationContext } from '../contracts/evaluation.ts'
import type { Flag, Rule, Serve } from '../contracts/flag.ts'
import { compileFlag } from './compile-flag.ts'
import { evaluateFlag } from './evaluate-flag.ts'

const evaluate = (changes: Partial<Flag>, context: EvaluationContext = {}) =>
  evaluateFlag(compileFlag(sampleFlag(changes)), context, 0)

const rule = (id: string, changes: Partial<Rule> = {}): Rule => ({ id, serve: { variant: 'on' }, ...changes })
const OFF = { variant: 'off' }
const HALVES: Serve = {
  split: {
    weights: [
      { variant: 'on', weight: 50_000 },
      { variant: 'off', weight: 50_000 },
    ],
  },
}
const splitByN = (n: number | string) => evaluate({ defaultServe: { split: { ...HALVES.split, by: 'n' } } }, { n })
const HAS_PLAN: Condition = { attribute: 'plan', operator: 'exists' }

describe('evaluateFlag, in the order of its steps', () => {
  it('serves the off variant when the flag is disabled, whatever its rules say', () => {
    expect(evaluate({ enabled: false, offVariant: 'off', rules: [rule('r')] })).toEqual({
      value: false,
      variant: 'off',
      reason: 'DISABLED',
    })
  })

  it("leaves a disabled flag without an off variant to the caller's code default", () => {
    expect(evaluate({ enabled: false })).toEqual({ reason: 'DISABLED' })
  })

  it('serves by the first rule that matches, and names it', () => {
    const rules = [rule('first', { if: HAS_PLAN }), rule('second', { serve: OFF }), rule('third')]
    expect(evaluate({ rules }, { plan: 'x' })).toEqual({
      value: true,
      variant: 'on',
      reason: 'TARGETING_MATCH',
      ruleId: 'first',
    })
    expect(evaluate({ rules })).toMatchObject({ variant: 'off', ruleId: 'second' })
  })

  it('serves the default as STATIC without rules, and as DEFAULT after rules that did not match', () => {
    expect(evaluate({})).toEqual({ value: true, variant: 'on', reason: 'STATIC' })
    expect(evaluate({ rules: [rule('r', { if: HAS_PLAN })] })).toEqual({
      value: true,
      variant: 'on',
      reason: 'DEFAULT',
    })
  })

  it('says SPLIT when a bucket decided, by a split or by a rollout', () => {
    expect(evaluate({ defaultServe: HALVES }, { targetingKey: 'u' })).toMatchObject({ reason: 'SPLIT' })
    expect(evaluate({ rules: [rule('r', { serve: HALVES })] }, { targetingKey: 'u' })).toMatchObject({
      reason: 'SPLIT',
      ruleId: 'r',
    })
    expect(evaluate({ rules: [rule('r', { rollout: { share: 100_000 } })] }, { targetingKey: 'u' })).toMatchObject({
      reason: 'SPLIT',
      ruleId: 'r',
    })
  })
})

describe('a rollout', () => {
  // user-1 lies in bucket 17 502 of the salt `checkout`, by an independent implementation.
  it.each([
    [0, 'off'],
    [17_502, 'off'],
    [17_503, 'on'],
    [100_000, 'on'],
  ])('of %i takes user-1 or sends them on: %s', (share, variant) => {
    const rules = [rule('r', { rollout: { share } })]
    expect(evaluate({ rules, defaultServe: OFF }, { targetingKey: 'user-1' })).toMatchObject({ variant })
  })
})

describe('who cannot be placed', () => {
  const missing = { reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING' }
  const byTeam: Serve = { split: { by: 'team', weights: [{ variant: 'on', weight: 100_000 }] } }

  it.each([
    ['rollout', { rules: [rule('r', { rollout: { share: 1 } })] }],
    ['split of a rule', { rules: [rule('r', { serve: HALVES })] }],
    ['split of the default', { defaultServe: HALVES }],
  ])('is an error without a targeting key: %s', (_what, changes) => {
    expect(evaluate(changes)).toMatchObject(missing)
    expect(evaluate(changes, { targetingKey: '' })).toMatchObject(missing)
  })

  it('is no error when an earlier rule decided, or the flag is disabled', () => {
    expect(evaluate({ rules: [rule('a'), rule('b', { serve: HALVES })] })).toMatchObject({ ruleId: 'a' })
    expect(evaluate({ rules: [rule('b', { serve: HALVES })], enabled: false })).toEqual({ reason: 'DISABLED' })
  })

  it('goes on to the next rule when it is another attribute that is missing', () => {
    const rules = [
      rule('rollout', { rollout: { share: 100_000, by: 'team' } }),
      rule('split', { serve: byTeam }),
      rule('last', { serve: OFF }),
    ]
    for (const team of [undefined, null, '', true, ['x'], { a: 1 }, Number.POSITIVE_INFINITY]) {
      expect(evaluate({ rules }, team === undefined ? {} : { team })).toMatchObject({ ruleId: 'last' })
    }
    expect(evaluate({ rules }, { team: 5 })).toMatchObject({ ruleId: 'rollout' })
  })

  it("is an invalid context when the default's split goes by an attribute that is missing", () => {
    expect(evaluate({ defaultServe: byTeam })).toMatchObject({ reason: 'ERROR', errorCode: 'INVALID_CONTEXT' })
  })

  it('treats a number like its text, and -0 like 0', () => {
    for (const n of [0, 7, -3, 1.5, 1e21]) expect(splitByN(n)).toEqual(splitByN(String(n)))
    expect(splitByN(-0)).toEqual(splitByN('0'))
  })
})

describe('names from Object.prototype', () => {
  it.each(['__proto__', 'constructor', 'toString'])('is an ordinary variant, attribute and salt: %s', (name) => {
    const flag: Partial<Flag> = {
      key: name,
      variants: [{ name, value: true }],
      bucketing: { scheme: 'native', salt: name },
      rules: [rule('r', { if: { attribute: name, operator: 'equals', value: 'x' }, serve: { variant: name } })],
      defaultServe: { split: { by: name, weights: [{ variant: name, weight: 100_000 }] } },
    }
    expect(evaluate(flag)).toMatchObject({ errorCode: 'INVALID_CONTEXT' })
    const context = JSON.parse(`{"${name}":"x"}`) as EvaluationContext
    expect(evaluate(flag, context)).toMatchObject({ variant: name, value: true, ruleId: 'r' })
  })
})

describe('the same answer', () => {
  it('is the same object each time, so that deciding allocates nothing', () => {
    const flag = compileFlag(sampleFlag({ defaultServe: HALVES }))
    expect(evaluateFlag(flag, { targetingKey: 'u' }, 0)).toBe(evaluateFlag(flag, { targetingKey: 'u' }, 1))
  })
})
