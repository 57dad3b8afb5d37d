import { type Condition, childrenOf } from './condition.ts'
import { LIMITS } from './limits.ts'
import type { Problem } from './parse-result.ts'

/** Whether a condition is nested too deep or holds too many others; what a schema cannot count. */
export function problemsOfCondition(root: Condition, path: Problem['path']): readonly Problem[] {
  let count = 0
  let deepest = 0
  const visit = (condition: Condition, depth: number): void => {
    count++
    deepest = Math.max(deepest, depth)
    for (const child of childrenOf(condition)) visit(child.condition, depth + 1)
  }
  visit(root, 1)
  return [
    ...(deepest > LIMITS.conditionDepth
      ? [{ path, message: `nested ${deepest} deep, expected at most ${LIMITS.conditionDepth}` }]
      : []),
    ...(count > LIMITS.conditionsPerRule
      ? [{ path, message: `${count} conditions, expected at most ${LIMITS.conditionsPerRule}` }]
      : []),
  ]
}
