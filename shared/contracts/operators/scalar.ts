import * as z from 'zod/mini'
import {
  type AttributeTestOf,
  type CaseFoldable,
  type Negatable,
  type OperatorRow,
  attribute,
  ignoreCase,
  negate,
  operandList,
  scalarOperand,
} from './operator-row.ts'

export interface EqualsCondition extends AttributeTestOf<'equals'>, Negatable, CaseFoldable {
  readonly value: string | number | boolean
}
export interface OneOfCondition extends AttributeTestOf<'oneOf'>, Negatable, CaseFoldable {
  readonly values: readonly (string | number | boolean)[]
}
export interface ExistsCondition extends AttributeTestOf<'exists'>, Negatable {}

const equals: OperatorRow<EqualsCondition> = {
  schema: z.strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: z.literal('equals'),
    value: scalarOperand,
  }),
  about: 'The value is the operand: the same text, number or boolean.',
  compares: ['text', 'number', 'boolean'],
  detail: 'Nothing is converted: `"5"` is not `5` and `"true"` is not `true`; `-0` is `0`.',
  negatable: true,
  ignoresCase: true,
  example: { attribute: 'plan', operator: 'equals', value: 'enterprise' },
}

const oneOf: OperatorRow<OneOfCondition> = {
  schema: z.strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: z.literal('oneOf'),
    values: operandList(scalarOperand),
  }),
  about: 'The value is one of the operands. Their number costs nothing: they are a set.',
  compares: ['text', 'number', 'boolean'],
  detail: 'As for `equals`.',
  negatable: true,
  ignoresCase: true,
  example: { attribute: 'geo.country', operator: 'oneOf', values: ['BR', 'PT', 'AO'] },
}

const exists: OperatorRow<ExistsCondition> = {
  schema: z.strictObject({ ...attribute, ...negate, operator: z.literal('exists') }),
  about:
    'The attribute is there and not `null`. Negated, it is missing or `null`: the only operator that a missing attribute satisfies.',
  compares: ['text', 'number', 'boolean', 'list', 'object', 'null'],
  negatable: true,
  ignoresCase: false,
  example: { attribute: 'company', operator: 'exists' },
}

export const SCALAR_OPERATORS = { equals, oneOf, exists } as const
