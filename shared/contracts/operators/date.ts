import * as z from 'zod/mini'
import type { Instant } from '../../values/instant.ts'
import { instantSchema } from '../instant-schema.ts'
import { type AttributeTestOf, type Negatable, type OperatorRow, attribute, negate } from './operator-row.ts'

export interface DateCondition<Operator extends 'before' | 'after' = 'before' | 'after'>
  extends AttributeTestOf<Operator>, Negatable {
  readonly value: Instant
}
export interface WithinCondition<Operator extends 'withinLast' | 'withinNext' = 'withinLast' | 'withinNext'>
  extends AttributeTestOf<Operator>, Negatable {
  readonly durationMs: number
}

const DETAIL =
  'Dates are ISO 8601 texts (`2026-11-24`, midnight UTC, or `2026-11-24T10:00:00Z` with `Z` or an offset) or epoch milliseconds; any other text is of the wrong kind.'

function dateRow<Operator extends 'before' | 'after'>(
  operator: Operator,
  about: string,
): OperatorRow<DateCondition<Operator>> {
  return {
    schema: z.strictObject({ ...attribute, ...negate, operator: z.literal(operator), value: instantSchema }),
    about,
    compares: ['text', 'number'],
    detail: DETAIL,
    negatable: true,
    ignoresCase: false,
    example: { attribute: 'signedUpAt', operator, value: '2026-11-24T00:00:00Z' },
  }
}

function withinRow<Operator extends 'withinLast' | 'withinNext'>(
  operator: Operator,
  about: string,
): OperatorRow<WithinCondition<Operator>> {
  return {
    schema: z.strictObject({
      ...attribute,
      ...negate,
      operator: z.literal(operator),
      durationMs: z.int().check(z.gte(1)),
    }),
    about,
    compares: ['text', 'number'],
    detail: DETAIL,
    negatable: true,
    ignoresCase: false,
    example: { attribute: 'signedUpAt', operator, durationMs: 604_800_000 },
  }
}

export const DATE_OPERATORS = {
  before: dateRow('before', 'The date is before the operand.'),
  after: dateRow('after', 'The date is after the operand.'),
  withinLast: withinRow(
    'withinLast',
    'The date is at most `durationMs` before the time of the request, and not after it.',
  ),
  withinNext: withinRow(
    'withinNext',
    'The date is at most `durationMs` after the time of the request, and not before it.',
  ),
} as const
