import type { AttributeCondition } from '../contracts/condition.ts'
import { assertNever } from '../contracts/assert-never.ts'
import type { JsonValue } from '../contracts/json.ts'

/** Whether an attribute's value, `undefined` when missing, satisfies a condition. */
export type AttributeTest = (value: JsonValue | undefined) => boolean

/**
 * Compiles the test behind an operator. Nothing is converted: `"true"` is not `true` and `"5"` is not `5`; a value of
 * another type, like a missing one, does not satisfy. Numbers that are not finite (`1e400`) satisfy no comparison.
 */
export function compileOperator(condition: AttributeCondition): AttributeTest {
  switch (condition.operator) {
    case 'equals': {
      const expected = condition.value
      return (value) => value === expected
    }
    case 'oneOf': {
      const expected = new Set<JsonValue | undefined>(condition.values)
      return (value) => expected.has(value)
    }
    case 'contains':
      return anyText(condition.values, (text, part) => text.includes(part))
    case 'startsWith':
      return anyText(condition.values, (text, part) => text.startsWith(part))
    case 'endsWith':
      return anyText(condition.values, (text, part) => text.endsWith(part))
    case 'greaterThan':
      return comparison(condition.value, (value, bound) => value > bound)
    case 'greaterThanOrEqual':
      return comparison(condition.value, (value, bound) => value >= bound)
    case 'lessThan':
      return comparison(condition.value, (value, bound) => value < bound)
    case 'lessThanOrEqual':
      return comparison(condition.value, (value, bound) => value <= bound)
    case 'exists':
      return (value) => value !== undefined && value !== null
    default:
      return assertNever(condition)
  }
}

function anyText(parts: readonly string[], matches: (text: string, part: string) => boolean): AttributeTest {
  return (value) => typeof value === 'string' && parts.some((part) => matches(value, part))
}

function comparison(bound: number, holds: (value: number, bound: number) => boolean): AttributeTest {
  return (value) => typeof value === 'number' && Number.isFinite(value) && holds(value, bound)
}
