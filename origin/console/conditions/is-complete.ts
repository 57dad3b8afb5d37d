import type { Condition } from '../../../shared/contracts/condition.ts'
import { childrenOf } from '../words/children-of.ts'

/** Whether everything is filled in. What is not, the API would take for the most part, and it would match nobody. */
export function isComplete(condition: Condition): boolean {
  if ('segment' in condition) return condition.segment !== ''
  if ('flag' in condition) return condition.flag !== '' && condition.variants.length > 0
  if ('bucket' in condition) return true
  if (!('operator' in condition)) return childrenOf(condition).length > 0 && childrenOf(condition).every(isComplete)
  if (condition.attribute.trim() === '') return false
  if ('values' in condition) return condition.values.length > 0
  if ('pattern' in condition) return condition.pattern !== ''
  return !('value' in condition) || condition.value !== ''
}
