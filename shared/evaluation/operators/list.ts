import type { JsonValue } from '../../contracts/json.ts'
import type { LIST_OPERATORS } from '../../contracts/operators/list.ts'
import { type AttributeTest, type CompilersOf, foldCase } from './attribute-test.ts'

type Scalar = string | number | boolean

export const LIST_COMPILERS: CompilersOf<typeof LIST_OPERATORS> = {
  includesAny: ({ values, ignoreCase }) => {
    const isOperand = membership(values, ignoreCase)
    return testList((items) => items.some(isOperand))
  },
  includesNone: ({ values, ignoreCase }) => {
    const isOperand = membership(values, ignoreCase)
    return testList((items) => !items.some(isOperand))
  },
  includesAll: ({ values, ignoreCase }) => {
    const fold = ignoreCase === true ? foldCase : keep
    const operands = [...new Set(values.map(fold))]
    return testList((items) => {
      const held = new Set<JsonValue>(items.map(fold))
      return operands.every((operand) => held.has(operand))
    })
  },
  size: ({ min = 0, max = Number.MAX_SAFE_INTEGER }) => testList((items) => items.length >= min && items.length <= max),
}

function membership(values: readonly Scalar[], ignoreCase: boolean | undefined): (item: JsonValue) => boolean {
  const fold = ignoreCase === true ? foldCase : keep
  const operands = new Set<JsonValue>(values.map(fold))
  return (item) => operands.has(fold(item))
}

function keep<T>(value: T): T {
  return value
}

function testList(holds: (items: readonly JsonValue[]) => boolean): AttributeTest {
  return (value) => (Array.isArray(value) ? holds(value as readonly JsonValue[]) : undefined)
}
