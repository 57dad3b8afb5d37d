import type { AttributeCondition } from '../../../../../shared/contracts/condition.ts'
import type { OperatorName } from '../../../../../shared/contracts/operators/operator-table.ts'
import { parseInstant } from '../../../../../shared/values/instant.ts'
import { m } from '../../../i18n/compiled/messages.js'
import { formatTime } from '../../../i18n/format.ts'
import { durationText } from './duration-text.ts'
import { orText } from './list-text.ts'

type Words = readonly [plain: () => string, negated?: () => string]

/** Between an attribute and what it is compared with; the second is the opposite, where an operator has one. */
const WORDS: Readonly<Record<OperatorName, Words>> = {
  equals: [m.flag_detail_op_is, m.flag_detail_op_is_not],
  oneOf: [m.flag_detail_op_is, m.flag_detail_op_is_not],
  exists: [m.flag_detail_op_exists, m.flag_detail_op_exists_not],
  contains: [m.flag_detail_op_contains, m.flag_detail_op_contains_not],
  startsWith: [m.flag_detail_op_starts, m.flag_detail_op_starts_not],
  endsWith: [m.flag_detail_op_ends, m.flag_detail_op_ends_not],
  matches: [m.flag_detail_op_matches, m.flag_detail_op_matches_not],
  greaterThan: [m.flag_detail_op_greater],
  greaterThanOrEqual: [m.flag_detail_op_greater_equal],
  lessThan: [m.flag_detail_op_less],
  lessThanOrEqual: [m.flag_detail_op_less_equal],
  between: [m.flag_detail_op_between, m.flag_detail_op_between_not],
  modulo: [m.flag_detail_op_modulo, m.flag_detail_op_modulo_not],
  before: [m.flag_detail_op_before, m.flag_detail_op_before_not],
  after: [m.flag_detail_op_after, m.flag_detail_op_after_not],
  withinLast: [m.flag_detail_op_within_last, m.flag_detail_op_within_last_not],
  withinNext: [m.flag_detail_op_within_next, m.flag_detail_op_within_next_not],
  versionEquals: [m.flag_detail_op_version_is, m.flag_detail_op_version_is_not],
  versionGreaterThan: [m.flag_detail_op_version_greater, m.flag_detail_op_version_greater_not],
  versionGreaterThanOrEqual: [m.flag_detail_op_version_greater_equal, m.flag_detail_op_version_greater_equal_not],
  versionLessThan: [m.flag_detail_op_version_less, m.flag_detail_op_version_less_not],
  versionLessThanOrEqual: [m.flag_detail_op_version_less_equal, m.flag_detail_op_version_less_equal_not],
  versionInRange: [m.flag_detail_op_version_range, m.flag_detail_op_version_range_not],
  includesAny: [m.flag_detail_op_includes_any],
  includesAll: [m.flag_detail_op_includes_all, m.flag_detail_op_includes_all_not],
  includesNone: [m.flag_detail_op_includes_none],
  size: [m.flag_detail_op_size],
  inNetwork: [m.flag_detail_op_network, m.flag_detail_op_network_not],
}

export function isNegated(condition: AttributeCondition): boolean {
  return 'negate' in condition && (condition.negate ?? false)
}

export function operatorText(operator: OperatorName, isNegated: boolean): string {
  const [plain, negated = plain] = WORDS[operator]
  return isNegated ? negated() : plain()
}

/** What an attribute is compared with, as it stands in a sentence; empty for an operator that needs nothing. */
export function operandText(condition: AttributeCondition): string {
  if ('values' in condition)
    return condition.values.length === 0 ? m.flag_detail_nothing() : orText(condition.values.map(String))
  if (condition.operator === 'before' || condition.operator === 'after') return instantText(condition.value)
  if ('value' in condition) return String(condition.value)
  if ('durationMs' in condition) return durationText(condition.durationMs)
  if ('pattern' in condition) return condition.pattern
  if ('range' in condition) return condition.range
  if ('divisor' in condition) return m.flag_detail_modulo_operand({ ...condition })
  return 'min' in condition || 'max' in condition ? spanText(condition) : ''
}

export function instantText(instant: string | number): string {
  const timeMs = parseInstant(instant)
  return timeMs === undefined ? String(instant) : formatTime(timeMs)
}

function spanText({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min === undefined) return m.flag_detail_at_most({ max: String(max) })
  return max === undefined ? m.flag_detail_at_least({ min }) : m.flag_detail_from_to({ min, max })
}
