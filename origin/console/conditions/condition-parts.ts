import type { Condition } from '../../../shared/contracts/condition.ts'

type GroupMode = 'all' | 'any'

/** What stands at the root of a rule, as a list of conditions and how they are joined. */
export interface ConditionParts {
  readonly mode: GroupMode
  readonly conditions: readonly Condition[]
}

export function partsOf(condition: Condition | undefined): ConditionParts {
  if (condition === undefined) return { mode: 'all', conditions: [] }
  if ('all' in condition) return { mode: 'all', conditions: condition.all }
  if ('any' in condition) return { mode: 'any', conditions: condition.any }
  return { mode: 'all', conditions: [condition] }
}

/** No conditions are none at all, and a single one needs no group around it. */
export function joinParts({ mode, conditions }: ConditionParts): Condition | undefined {
  const [first] = conditions
  if (first === undefined) return undefined
  if (conditions.length === 1 && !('all' in first || 'any' in first)) return first
  return mode === 'all' ? { all: conditions } : { any: conditions }
}
