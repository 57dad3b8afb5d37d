import * as z from 'zod/mini'
import { type AttributeTestOf, type Negatable, type OperatorRow, attribute, negate } from './operator-row.ts'

export type ComparisonOperator = 'greaterThan' | 'greaterThanOrEqual' | 'lessThan' | 'lessThanOrEqual'

export interface ComparisonCondition<
  Operator extends ComparisonOperator = ComparisonOperator,
> extends AttributeTestOf<Operator> {
  readonly value: number
}
export interface BetweenCondition extends AttributeTestOf<'between'>, Negatable {
  /** Both ends included. */
  readonly min: number
  readonly max: number
}
export interface ModuloCondition extends AttributeTestOf<'modulo'>, Negatable {
  readonly divisor: number
  /** In [0, divisor). */
  readonly remainder: number
}

function comparisonRow<Operator extends ComparisonOperator>(
  operator: Operator,
  about: string,
): OperatorRow<ComparisonCondition<Operator>> {
  return {
    schema: z.strictObject({ ...attribute, operator: z.literal(operator), value: z.number() }),
    about,
    compares: ['number'],
    detail: 'Not negatable, since the opposite comparison is there.',
    negatable: false,
    ignoresCase: false,
    example: { attribute: 'seats', operator, value: 10 },
  }
}

const between: OperatorRow<BetweenCondition> = {
  schema: z
    .strictObject({ ...attribute, ...negate, operator: z.literal('between'), min: z.number(), max: z.number() })
    .check(z.refine(({ min, max }) => min <= max, { error: 'expected min to be at most max', path: ['min'] })),
  about: 'The number is at least `min` and at most `max`.',
  compares: ['number'],
  negatable: true,
  ignoresCase: false,
  example: { attribute: 'age', operator: 'between', min: 18, max: 65 },
}

const modulo: OperatorRow<ModuloCondition> = {
  schema: z
    .strictObject({
      ...attribute,
      ...negate,
      operator: z.literal('modulo'),
      divisor: z.int().check(z.gte(1)),
      remainder: z.int().check(z.gte(0)),
    })
    .check(
      z.refine(({ divisor, remainder }) => remainder < divisor, {
        error: 'expected a remainder below the divisor',
        path: ['remainder'],
      }),
    ),
  about:
    'The integer leaves the remainder when it is divided by the divisor; remainders of negative numbers are positive.',
  compares: ['number'],
  detail: 'A number that is no integer, or beyond ±(2^53 − 1), is of the wrong kind.',
  negatable: true,
  ignoresCase: false,
  example: { attribute: 'accountId', operator: 'modulo', divisor: 4, remainder: 0 },
}

export const NUMBER_OPERATORS = {
  greaterThan: comparisonRow('greaterThan', 'The number is greater than the operand.'),
  greaterThanOrEqual: comparisonRow('greaterThanOrEqual', 'The number is the operand or greater.'),
  lessThan: comparisonRow('lessThan', 'The number is less than the operand.'),
  lessThanOrEqual: comparisonRow('lessThanOrEqual', 'The number is the operand or less.'),
  between,
  modulo,
} as const
