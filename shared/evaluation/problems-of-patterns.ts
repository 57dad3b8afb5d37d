import { LIMITS } from '../contracts/limits.ts'
import type { Problem } from '../contracts/parse-result.ts'
import type { PlacedCondition } from '../contracts/placed-condition.ts'
import { type RegexEngine, stepsOfPattern } from './regex-engine.ts'

/**
 * The first pattern of a flag or segment that is refused, or with which its patterns alone are too many to be decided by.
 * What stands behind it is not compiled: that takes milliseconds, and there may be thousands.
 * @param conditions  in the order in which they are compiled
 * @returns one problem or none; the path is that of the pattern in the flag or segment
 */
export function problemsOfPatterns(conditions: readonly PlacedCondition[], regex: RegexEngine): readonly Problem[] {
  let steps = 0
  for (const { path, condition } of conditions) {
    if (!('operator' in condition) || condition.operator !== 'matches') continue
    const compiled = regex(condition.pattern, condition.ignoreCase ?? false)
    if (!compiled.ok) return compiled.problems.map(({ message }) => ({ path: [...path, 'pattern'], message }))
    const own = stepsOfPattern(compiled.value)
    steps += own
    if (steps > LIMITS.stepsPerEvaluation) return [{ path: [...path, 'pattern'], message: tooMany(steps, own) }]
  }
  return []
}

function tooMany(steps: number, own: number): string {
  const limit = LIMITS.stepsPerEvaluation
  return `matching the patterns up to this one could take ${steps} steps (${own} for this one), expected at most ${limit}`
}
