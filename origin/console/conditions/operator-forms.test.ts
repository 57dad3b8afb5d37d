import { describe, expect, it } from 'vitest'
import type { AttributeCondition } from '../../../shared/contracts/condition.ts'
import { OPERATORS } from '../../../shared/contracts/operators/operator-table.ts'
import { OPERATOR_FORMS, OPERATOR_NAMES, withOperator } from './operator-forms.ts'

const country: AttributeCondition = { attribute: 'geo.country', operator: 'oneOf', values: ['BR'], ignoreCase: true }

function operandsOf(condition: Readonly<Record<string, unknown>>): readonly string[] {
  const { attribute: _a, operator: _o, ignoreCase: _i, lenient: _l, ...operands } = condition
  return Object.keys(operands).toSorted()
}

describe('the forms of operators', () => {
  it('are those of the contracts, each with the same choices', () => {
    const choices = Object.entries(OPERATORS).map(([name, { negatable, ignoresCase }]) => [
      name,
      { isNegatable: negatable, ignoresCase },
    ])
    const offered = OPERATOR_NAMES.map((name) => {
      const { isNegatable, ignoresCase } = OPERATOR_FORMS[name]
      return [name, { isNegatable, ignoresCase }]
    })
    expect(Object.fromEntries(offered)).toEqual(Object.fromEntries(choices))
  })

  it.each(OPERATOR_NAMES)('ask for what %s takes', (name) => {
    const { example } = OPERATORS[name]
    const start = { attribute: example.attribute, operator: 'exists' } as const
    const offered = operandsOf({ ...withOperator(start, name, false) })
    expect(offered).toEqual(operandsOf({ ...example }))
  })
})

describe('withOperator', () => {
  it('keeps what the attribute is compared with where both operators take the same', () => {
    expect(withOperator(country, 'includesAny', false)).toEqual({ ...country, operator: 'includesAny' })
  })

  it('keeps a list of texts, also negated', () => {
    expect(withOperator(country, 'startsWith', true)).toEqual({ ...country, operator: 'startsWith', negate: true })
  })

  it('drops what the other operator does not take', () => {
    expect(withOperator(country, 'exists', false)).toEqual({ attribute: 'geo.country', operator: 'exists' })
  })
})
