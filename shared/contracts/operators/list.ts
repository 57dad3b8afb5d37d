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

export interface IncludesCondition<Operator extends 'includesAny' | 'includesNone' = 'includesAny' | 'includesNone'>
  extends AttributeTestOf<Operator>, CaseFoldable {
  readonly values: readonly (string | number | boolean)[]
}
export interface IncludesAllCondition extends AttributeTestOf<'includesAll'>, Negatable, CaseFoldable {
  readonly values: readonly (string | number | boolean)[]
}
export interface SizeCondition extends AttributeTestOf<'size'> {
  /** Both ends included; one may be absent. */
  readonly min?: number
  readonly max?: number
}

const DETAIL = 'Items are compared as by `equals`; items that are no text, number or boolean are no operand.'

function includesRow<Operator extends 'includesAny' | 'includesNone'>(
  operator: Operator,
  about: string,
): OperatorRow<IncludesCondition<Operator>> {
  return {
    schema: z.strictObject({
      ...attribute,
      ...ignoreCase,
      operator: z.literal(operator),
      values: operandList(scalarOperand),
    }),
    about,
    compares: ['list'],
    detail: `${DETAIL} Not negatable, since \`includesAny\` and \`includesNone\` are each other's opposite.`,
    negatable: false,
    ignoresCase: true,
    example: { attribute: 'roles', operator, values: ['admin', 'owner'] },
  }
}

const includesAll: OperatorRow<IncludesAllCondition> = {
  schema: z.strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: z.literal('includesAll'),
    values: operandList(scalarOperand),
  }),
  about: 'The list holds every operand; without operands it holds for any list.',
  compares: ['list'],
  detail: DETAIL,
  negatable: true,
  ignoresCase: true,
  example: { attribute: 'permissions', operator: 'includesAll', values: ['read', 'write'] },
}

const count = z.exactOptional(z.int().check(z.gte(0)))
const size: OperatorRow<SizeCondition> = {
  schema: z.strictObject({ ...attribute, operator: z.literal('size'), min: count, max: count }).check(
    z.refine(({ min, max }) => (min ?? max) !== undefined && (min ?? 0) <= (max ?? Number.MAX_SAFE_INTEGER), {
      error: 'expected min or max, and min to be at most max',
      path: ['min'],
    }),
  ),
  about: 'The list has at least `min` and at most `max` items; either may be left out.',
  compares: ['list'],
  negatable: false,
  ignoresCase: false,
  example: { attribute: 'cart.items', operator: 'size', min: 1 },
}

export const LIST_OPERATORS = {
  includesAny: includesRow('includesAny', 'The list holds at least one of the operands.'),
  includesAll,
  includesNone: includesRow('includesNone', 'The list holds none of the operands; an empty list holds none.'),
  size,
} as const
