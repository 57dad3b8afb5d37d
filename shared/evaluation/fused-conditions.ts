import type { AttributeCondition } from '../contracts/condition.ts'
import { packRelease } from '../values/version.ts'
import type { ContextTest } from './context-test.ts'
import type { AttributeTest } from './operators/attribute-test.ts'

/**
 * The most frequent conditions as one closure instead of two. Deciding a thousand flags for one person costs as much as
 * the memory that it touches, and this halves it. Only for plain names, and neither negated nor folded; it holds
 * exactly where the operator's own test gives `true`, which a property holds it to.
 * @param name  interned
 * @param test  the operator's own, for values that have no short cut
 * @returns `undefined` for conditions that are not among the frequent ones
 */
export function fuseCondition(
  condition: AttributeCondition,
  name: string,
  test: AttributeTest,
): ContextTest | undefined {
  if ('ignoreCase' in condition || 'negate' in condition) return undefined
  switch (condition.operator) {
    case 'equals':
      return fuseEquals(name, condition.value)
    case 'oneOf':
      return fuseOneOf(name, new Set(condition.values))
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return fuseText(condition.operator, name, condition.values)
    case 'greaterThan':
    case 'greaterThanOrEqual':
    case 'lessThan':
    case 'lessThanOrEqual':
      return COMPARISONS[condition.operator](name, condition.value)
    case 'versionGreaterThanOrEqual':
      return fuseVersionAtLeast(name, packRelease(condition.value), test)
    default:
      return undefined
  }
}

function fuseEquals(name: string, operand: string | number | boolean): ContextTest {
  return (context) => context[name] === operand
}

/** Operands are finite, so a number that is not is none of them. */
function fuseOneOf(name: string, operands: ReadonlySet<unknown>): ContextTest {
  return (context) => operands.has(context[name])
}

function fuseText(
  operator: 'contains' | 'startsWith' | 'endsWith',
  name: string,
  operands: readonly string[],
): ContextTest | undefined {
  const [operand] = operands
  if (operand === undefined || operands.length > 1) return undefined
  if (operator === 'contains') return ({ [name]: value }) => typeof value === 'string' && value.includes(operand)
  if (operator === 'startsWith') return ({ [name]: value }) => typeof value === 'string' && value.startsWith(operand)
  return ({ [name]: value }) => typeof value === 'string' && value.endsWith(operand)
}

type Comparison = 'greaterThan' | 'greaterThanOrEqual' | 'lessThan' | 'lessThanOrEqual'

/** One closure for each comparison: engines specialise them apart. */
const COMPARISONS: Readonly<Record<Comparison, (name: string, bound: number) => ContextTest>> = {
  greaterThan:
    (name, bound) =>
    ({ [name]: value }) =>
      typeof value === 'number' && value > bound && Number.isFinite(value),
  greaterThanOrEqual:
    (name, bound) =>
    ({ [name]: value }) =>
      typeof value === 'number' && value >= bound && Number.isFinite(value),
  lessThan:
    (name, bound) =>
    ({ [name]: value }) =>
      typeof value === 'number' && value < bound && Number.isFinite(value),
  lessThanOrEqual:
    (name, bound) =>
    ({ [name]: value }) =>
      typeof value === 'number' && value <= bound && Number.isFinite(value),
}

/** @param operand  packed, or -1 when it is no plain release */
function fuseVersionAtLeast(name: string, operand: number, test: AttributeTest): ContextTest {
  return (context, nowMs) => {
    const value = context[name]
    const packed = typeof value === 'string' && operand >= 0 ? packRelease(value) : -1
    return packed >= 0 ? packed >= operand : test(value, nowMs) === true
  }
}
