import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { PlacedCondition } from '../../shared/contracts/placed-condition.ts'
import { isGroupSegmentKey } from './group-segments.ts'

/** Conditions do not name a group's segments: a rule has members for that, by which its uses are found. */
export function problemsOfKeptKeys(conditions: readonly PlacedCondition[]): readonly Problem[] {
  return conditions.flatMap(({ path, condition }) =>
    'segment' in condition && isGroupSegmentKey(condition.segment)
      ? [{ path: [...path, 'segment'], message: 'a rule refers to a group by its own `group` or `holdout`' }]
      : [],
  )
}
