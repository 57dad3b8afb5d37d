import { assertNever } from '../contracts/assert-never.ts'
import type { AttributeCondition, Condition } from '../contracts/condition.ts'
import { compileAttribute, isPlainName } from './attribute.ts'
import { compileBucketCondition } from './bucket-condition.ts'
import { type Compilation, addSteps } from './compilation.ts'
import type { ContextTest } from './context-test.ts'
import { compileOperator } from './operators/operator-compilers.ts'
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
  return conditions.map((condition) => compileCondition(condition, compilation))
}

function every(tests: readonly ContextTest[]): ContextTest {
  return (context, nowMs) => {
    for (const test of tests) if (!test(context, nowMs)) return false
    return true
  }
}

function some(tests: readonly ContextTest[]): ContextTest {
  return (context, nowMs) => {
    for (const test of tests) if (test(context, nowMs)) return true
    return false
  }
}

/** A value that cannot be compared gives `undefined`, which is neither what is wanted nor what is wanted negated. */
function compileAttributeCondition(condition: AttributeCondition, compilation: Compilation): ContextTest {
  const test = compileOperator(condition, compilation)
  const wanted = !('negate' in condition && (condition.negate ?? false))
  const name = condition.attribute
  const read = compileAttribute(name)
  const holds: ContextTest = isPlainName(name)
    ? (context, nowMs) => test(context[name], nowMs) === wanted
    : (context, nowMs) => test(read(context), nowMs) === wanted
  return compilation.world.watch(holds, (outcome, context) => {
    const actual = read(context)
    return { step: 'attribute', condition, holds: outcome, ...(actual === undefined ? {} : { actual }) }
  })
}
