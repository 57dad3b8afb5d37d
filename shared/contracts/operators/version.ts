import * as z from 'zod/mini'
import { parseVersionRange } from '../../values/version-range.ts'
import { parseVersion } from '../../values/version.ts'
import { LIMITS } from '../limits.ts'
import { type AttributeTestOf, type Negatable, type OperatorRow, attribute, negate } from './operator-row.ts'

export type VersionOperator =
  | 'versionEquals'
  | 'versionGreaterThan'
  | 'versionGreaterThanOrEqual'
  | 'versionLessThan'
  | 'versionLessThanOrEqual'

interface Lenient {
  /** Takes also `v2.1`, `2.01` and `2.1.0.5`, on both sides. */
  readonly lenient?: boolean
}

export interface VersionCondition<Operator extends VersionOperator = VersionOperator>
  extends AttributeTestOf<Operator>, Negatable, Lenient {
  readonly value: string
}
export interface VersionRangeCondition extends AttributeTestOf<'versionInRange'>, Negatable, Lenient {
  readonly range: string
}

const lenient = { lenient: z.exactOptional(z.boolean()) }
const versionText = z.string().check(z.maxLength(LIMITS.versionLength))
const DETAIL =
  'A text that is no version is of the wrong kind. Strict: Semantic Versioning 2.0.0. With `lenient: true` also a leading `v` or `=`, one to four numbers, leading zeros and spaces around. Precedence is that of Semantic Versioning: `2.0.0-beta` before `2.0.0`, build metadata without weight.'

function versionRow<Operator extends VersionOperator>(
  operator: Operator,
  about: string,
): OperatorRow<VersionCondition<Operator>> {
  return {
    schema: z
      .strictObject({ ...attribute, ...negate, ...lenient, operator: z.literal(operator), value: versionText })
      .check(
        z.refine(({ value, lenient }) => parseVersion(value, lenient ?? false) !== undefined, {
          error: 'expected a version such as 2.11.4 or 3.0.0-beta.1',
          path: ['value'],
        }),
      ),
    about,
    compares: ['text'],
    detail: DETAIL,
    negatable: true,
    ignoresCase: false,
    example: { attribute: 'appVersion', operator, value: '3.0.0' },
  }
}

const versionInRange: OperatorRow<VersionRangeCondition> = {
  schema: z
    .strictObject({ ...attribute, ...negate, ...lenient, operator: z.literal('versionInRange'), range: versionText })
    .check(
      z.refine(({ range, lenient }) => parseVersionRange(range, lenient ?? false) !== undefined, {
        error: 'expected a range such as ">=1.2.0 <2.0.0 || ^3.1.0", ~1.2.0, 1.2.x or 1.0.0 - 2.0.0',
        path: ['range'],
      }),
    ),
  about:
    'The version lies in the range: comparators separated by spaces all hold, `||` separates alternatives; `^`, `~`, `x` and `a - b` as npm writes them.',
  compares: ['text'],
  detail: `${DETAIL} A pre-release lies in a range when precedence puts it there; \`^\`, \`~\` and \`x\` exclude the pre-releases of their upper bound.`,
  negatable: true,
  ignoresCase: false,
  example: { attribute: 'appVersion', operator: 'versionInRange', range: '>=2.4.0 <3.0.0 || ^4.1.0', lenient: true },
}

export const VERSION_OPERATORS = {
  versionEquals: versionRow('versionEquals', 'The version has the precedence of the operand.'),
  versionGreaterThan: versionRow('versionGreaterThan', 'The version is greater than the operand.'),
  versionGreaterThanOrEqual: versionRow('versionGreaterThanOrEqual', 'The version is the operand or greater.'),
  versionLessThan: versionRow('versionLessThan', 'The version is less than the operand.'),
  versionLessThanOrEqual: versionRow('versionLessThanOrEqual', 'The version is the operand or less.'),
  versionInRange,
} as const
