import * as z from 'zod/mini'
import { LIMITS } from '../limits.ts'
import {
  type AttributeTestOf,
  type CaseFoldable,
  type Negatable,
  type OperatorRow,
  attribute,
  ignoreCase,
  negate,
  operandList,
  textOperand,
} from './operator-row.ts'

export type TextOperator = 'contains' | 'startsWith' | 'endsWith'

export interface TextCondition<Operator extends TextOperator = TextOperator>
  extends AttributeTestOf<Operator>, Negatable, CaseFoldable {
  /** Any of these. */
  readonly values: readonly string[]
}
export interface MatchesCondition extends AttributeTestOf<'matches'>, Negatable, CaseFoldable {
  /** In the syntax of RE2; found anywhere in the text unless anchored. */
  readonly pattern: string
}

function textRow<Operator extends TextOperator>(
  operator: Operator,
  about: string,
  example: TextCondition<Operator>,
): OperatorRow<TextCondition<Operator>> {
  return {
    schema: z.strictObject({
      ...attribute,
      ...negate,
      ...ignoreCase,
      operator: z.literal(operator),
      values: operandList(textOperand),
    }),
    about,
    compares: ['text'],
    detail: 'Text is compared as UTF-16 code units, without Unicode normalisation.',
    negatable: true,
    ignoresCase: true,
    example,
  }
}

const matches: OperatorRow<MatchesCondition> = {
  schema: z.strictObject({
    ...attribute,
    ...negate,
    ...ignoreCase,
    operator: z.literal('matches'),
    pattern: z.string().check(z.maxLength(LIMITS.patternLength)),
  }),
  about: 'The regular expression is found in the text (RE2 syntax, linear time; anchor it with `^` and `$`).',
  compares: ['text'],
  detail: `A text of more than ${LIMITS.matchedTextLength} UTF-16 code units is of the wrong kind. A pattern counts as many conditions: see Prerequisites and Limits.`,
  negatable: true,
  ignoresCase: true,
  example: { attribute: 'email', operator: 'matches', pattern: '@(acme|example)\\.com$' },
}

export const TEXT_OPERATORS = {
  contains: textRow('contains', 'The text contains one of the operands.', {
    attribute: 'userAgent',
    operator: 'contains',
    values: ['Firefox'],
  }),
  startsWith: textRow('startsWith', 'The text starts with one of the operands.', {
    attribute: 'path',
    operator: 'startsWith',
    values: ['/beta/'],
  }),
  endsWith: textRow('endsWith', 'The text ends with one of the operands.', {
    attribute: 'email',
    operator: 'endsWith',
    values: ['@acme.com', '@example.com'],
    ignoreCase: true,
  }),
  matches,
} as const
