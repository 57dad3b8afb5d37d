import { type Condition, childrenOf } from './condition.ts'
import type { Flag } from './flag.ts'
import type { Problem } from './parse-result.ts'
import type { Segment } from './segment.ts'

/** A condition with its place in the flag or segment that holds it. */
export interface PlacedCondition {
  readonly path: Problem['path']
  readonly condition: Condition
}

/** Every condition of a flag, the combinations and what they combine. */
export function conditionsOfFlag(flag: Flag): readonly PlacedCondition[] {
  return flag.rules.flatMap((rule, i) => (rule.if === undefined ? [] : conditionsWithin(rule.if, ['rules', i, 'if'])))
}

/** Every condition of a segment. */
export function conditionsOfSegment(segment: Segment): readonly PlacedCondition[] {
  return segment.rules.flatMap((rule, i) => conditionsWithin(rule, ['rules', i]))
}

function conditionsWithin(condition: Condition, path: Problem['path']): readonly PlacedCondition[] {
  const children = childrenOf(condition)
  return [
    { path, condition },
    ...children.flatMap((child) => conditionsWithin(child.condition, [...path, ...child.at])),
  ]
}
