import type { Condition } from '../../../shared/contracts/condition.ts'

/** The conditions directly inside one. The contracts have it too, among parsers that a browser need not load. */
export function childrenOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  return 'not' in condition ? [condition.not] : []
}
