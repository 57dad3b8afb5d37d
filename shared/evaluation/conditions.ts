import { assertNever } from '../contracts/assert-never.ts'
import type { AttributeCondition, Condition } from '../contracts/condition.ts'
import { type AttributeReader, intern, isPlainName } from './attribute.ts'
import { compileBucketCondition } from './bucket-condition.ts'
import { type Compilation, addSteps, compileEach, compileReading } from './compilation.ts'
import type { ContextTest } from './context-test.ts'
import type { AttributeTest } from './operators/attribute-test.ts'
import { compileOperator } from './operators/operator-compilers.ts'
import { fuseCondition } from './fused-conditions.ts'
import { compilePrerequisite } from './prerequisite.ts'
import { compileSegmentCondition } from './segment-condition.ts'

/** Compiles a condition into one closure. An empty `all` holds for everybody, an empty `any` for nobody. */
export function compileCondition(condition: Condition, compilation: Compilation): ContextTest {
  addSteps(compilation, 1)
  const { watch } = compilation.world
  if ('all' in condition) {
    return watch(every(compileAll(condition.all, compilation)), (holds) => ({ step: 'all', holds }))
  }
  if ('any' in condition) {
    return watch(some(compileAll(condition.any, compilation)), (holds) => ({ step: 'any', holds }))
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not, compilation)
    return watch(
      (context, nowMs) => !test(context, nowMs),
      (holds) => ({ step: 'not', holds }),
    )
  }
  if ('segment' in condition) return compileSegmentCondition(condition, compilation)
  if ('flag' in condition) return compilePrerequisite(condition, compilation)
  if ('bucket' in condition) return compileBucketCondition(condition, compilation)
  if ('operator' in condition) return compileAttributeCondition(condition, compilation)
  return assertNever(condition)
}

function compileAll(conditions: readonly Condition[], compilation: Compilation): readonly ContextTest[] {
  return compileEach(conditions, compilation, (condition) => compileCondition(condition, compilation))
}

function every(tests: readonly ContextTest[]): ContextTest {
  return (context, nowMs) => {
    for (const test of tests) if (!test(context, nowMs)) return false
    return true
  }
}

/** Whether one of the tests holds; asked in order, until one does. */
export function some(tests: readonly ContextTest[]): ContextTest {
  return (context, nowMs) => {
    for (const test of tests) if (test(context, nowMs)) return true
    return false
  }
}

function compileAttributeCondition(condition: AttributeCondition, compilation: Compilation): ContextTest {
  const test = compileOperator(condition, compilation)
  const wanted = !('negate' in condition && (condition.negate ?? false))
  const read = compileReading(condition.attribute, compilation)
  const holds = isPlainName(condition.attribute)
    ? (fuseCondition(condition, intern(condition.attribute), test) ??
      testName(intern(condition.attribute), test, wanted))
    : testAttribute(read, test, wanted)
  return compilation.world.watch(holds, (outcome, context) => {
    const actual = read(context)
    return { step: 'attribute', condition, holds: outcome, ...(actual === undefined ? {} : { actual }) }
  })
}

/** A value that cannot be compared gives `undefined`, which is neither what is wanted nor what is wanted negated. */
function testAttribute(read: AttributeReader, test: AttributeTest, wanted: boolean): ContextTest {
  return (context, nowMs) => test(read(context), nowMs) === wanted
}

/** The same for the common case, with one call less. */
function testName(name: string, test: AttributeTest, wanted: boolean): ContextTest {
  return (context, nowMs) => test(context[name], nowMs) === wanted
}
