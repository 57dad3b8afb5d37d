import type { AttributeCondition } from '../../../shared/contracts/condition.ts'
import type { OperatorName } from '../../../shared/contracts/operators/operator-table.ts'
import { parseInstant } from '../../../shared/values/instant.ts'
import { m } from '../i18n/compiled/messages.js'
import { formatTime } from '../i18n/format.ts'
import { durationText } from './duration-text.ts'
import { orText } from './list-text.ts'
import { placeText } from './place-text.ts'

type Words = readonly [plain: () => string, negated?: () => string]

/** Between an attribute and what it is compared with; the second is the opposite, where an operator has one. */
const WORDS: Readonly<Record<OperatorName, Words>> = {
  equals: [m.words_op_is, m.words_op_is_not],
  oneOf: [m.words_op_is, m.words_op_is_not],
  exists: [m.words_op_exists, m.words_op_exists_not],
  contains: [m.words_op_contains, m.words_op_contains_not],
  startsWith: [m.words_op_starts, m.words_op_starts_not],
  endsWith: [m.words_op_ends, m.words_op_ends_not],
  matches: [m.words_op_matches, m.words_op_matches_not],
  greaterThan: [m.words_op_greater],
  greaterThanOrEqual: [m.words_op_greater_equal],
  lessThan: [m.words_op_less],
  lessThanOrEqual: [m.words_op_less_equal],
  between: [m.words_op_between, m.words_op_between_not],
  modulo: [m.words_op_modulo, m.words_op_modulo_not],
  before: [m.words_op_before, m.words_op_before_not],
  after: [m.words_op_after, m.words_op_after_not],
  withinLast: [m.words_op_within_last, m.words_op_within_last_not],
  withinNext: [m.words_op_within_next, m.words_op_within_next_not],
  versionEquals: [m.words_op_version_is, m.words_op_version_is_not],
  versionGreaterThan: [m.words_op_version_greater, m.words_op_version_greater_not],
  versionGreaterThanOrEqual: [m.words_op_version_greater_equal, m.words_op_version_greater_equal_not],
  versionLessThan: [m.words_op_version_less, m.words_op_version_less_not],
  versionLessThanOrEqual: [m.words_op_version_less_equal, m.words_op_version_less_equal_not],
  versionInRange: [m.words_op_version_range, m.words_op_version_range_not],
  includesAny: [m.words_op_includes_any],
  includesAll: [m.words_op_includes_all, m.words_op_includes_all_not],
  includesNone: [m.words_op_includes_none],
  size: [m.words_op_size],
  inNetwork: [m.words_op_network, m.words_op_network_not],
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
  const { attribute } = condition
  if ('values' in condition) {
    const texts = condition.values.map((value) => placeText(attribute, value))
    return texts.length === 0 ? m.words_nothing() : orText(texts)
  }
  if (condition.operator === 'before' || condition.operator === 'after') return instantText(condition.value)
  if ('value' in condition) return placeText(attribute, condition.value)
  if ('durationMs' in condition) return durationText(condition.durationMs)
  if ('pattern' in condition) return condition.pattern
  if ('range' in condition) return condition.range
  if ('divisor' in condition) return m.words_modulo_operand({ ...condition })
  return 'min' in condition || 'max' in condition ? spanText(condition) : ''
}

export function instantText(instant: string | number): string {
  const timeMs = parseInstant(instant)
  return timeMs === undefined ? String(instant) : formatTime(timeMs)
}

function spanText({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min === undefined) return m.words_at_most({ max: String(max) })
  return max === undefined ? m.words_at_least({ min }) : m.words_from_to({ min, max })
}
