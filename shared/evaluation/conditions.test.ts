import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Condition } from '../contracts/condition.ts'
import type { EvaluationContext } from '../contracts/evaluation.ts'
import { compileFlag } from './compile-flag.ts'
import { evaluateFlag } from './evaluate-flag.ts'

/** Whether a condition holds for a context, given as JSON text so that `1e400` and `-0` arrive as they would. */
function holds(condition: Condition, context: string): boolean {
  const rules = [{ id: 'r', if: condition, serve: { variant: 'on' } }]
  const flag = compileFlag(sampleFlag({ rules, defaultServe: { variant: 'off' } }))
  const resolution = evaluateFlag(flag, JSON.parse(context) as EvaluationContext, 0)
  return 'variant' in resolution && resolution.variant === 'on'
}

const is = (value: string | number | boolean): Condition => ({ attribute: 'a', operator: 'equals', value })
const YES: Condition = { all: [] }
const NO: Condition = { any: [] }

describe('combinations', () => {
  it.each([
    [YES, true],
    [NO, false],
    [{ not: NO }, true],
    [{ not: { not: NO } }, false],
    [{ all: [YES, NO] }, false],
    [{ all: [YES, YES] }, true],
    [{ any: [NO, YES] }, true],
    [{ any: [NO, { all: [YES, { not: NO }] }] }, true],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition, '{}')).toBe(expected)
  })
})

describe('operators', () => {
  it.each([
    [is('x'), '"x"', true],
    [is('x'), '"X"', false],
    [is(true), '"true"', false],
    [is(true), '1', false],
    [is(5), '"5"', false],
    [is(0), '-0', true],
    [is('x'), '["x"]', false],
    [is('x'), 'null', false],
    [{ attribute: 'a', operator: 'oneOf', values: ['x', 5, true] }, '5', true],
    [{ attribute: 'a', operator: 'oneOf', values: ['x', 5, true] }, '"5"', false],
    [{ attribute: 'a', operator: 'oneOf', values: [0] }, '-0', true],
    [{ attribute: 'a', operator: 'oneOf', values: [] }, '0', false],
    [{ attribute: 'a', operator: 'contains', values: ['z', 'll'] }, '"hello"', true],
    [{ attribute: 'a', operator: 'contains', values: [''] }, '"x"', true],
    [{ attribute: 'a', operator: 'contains', values: [''] }, '5', false],
    [{ attribute: 'a', operator: 'startsWith', values: ['he'] }, '"hello"', true],
    [{ attribute: 'a', operator: 'startsWith', values: ['lo'] }, '"hello"', false],
    [{ attribute: 'a', operator: 'endsWith', values: ['lo'] }, '"hello"', true],
    [{ attribute: 'a', operator: 'endsWith', values: ['he'] }, '"hello"', false],
    [{ attribute: 'a', operator: 'greaterThan', value: 5 }, '5', false],
    [{ attribute: 'a', operator: 'greaterThan', value: 5 }, '5.5', true],
    [{ attribute: 'a', operator: 'greaterThan', value: 5 }, '1e400', false],
    [{ attribute: 'a', operator: 'greaterThan', value: 5 }, '"6"', false],
    [{ attribute: 'a', operator: 'greaterThanOrEqual', value: 5 }, '5', true],
    [{ attribute: 'a', operator: 'lessThan', value: 5 }, '5', false],
    [{ attribute: 'a', operator: 'lessThan', value: 0 }, '-0', false],
    [{ attribute: 'a', operator: 'lessThan', value: 5 }, '-1e400', false],
    [{ attribute: 'a', operator: 'lessThan', value: 5 }, 'null', false],
    [{ attribute: 'a', operator: 'lessThanOrEqual', value: 5 }, '5', true],
    [{ attribute: 'a', operator: 'exists' }, '""', true],
    [{ attribute: 'a', operator: 'exists' }, 'false', true],
    [{ attribute: 'a', operator: 'exists' }, 'null', false],
  ] as const)('%j of %s is %s', (condition, value, expected) => {
    expect(holds(condition, `{"a":${value}}`)).toBe(expected)
  })

  it('is satisfied by no missing attribute', () => {
    expect(holds(is('undefined'), '{}')).toBe(false)
    expect(holds({ attribute: 'a', operator: 'oneOf', values: ['x'] }, '{}')).toBe(false)
    expect(holds({ attribute: 'a', operator: 'exists' }, '{}')).toBe(false)
  })
})
