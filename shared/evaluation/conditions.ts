import type { Condition } from '../contracts/condition.ts'
import type { EvaluationContext } from '../contracts/evaluation.ts'
import { compileAttribute } from './attribute.ts'
import { compileOperator } from './operators.ts'

export type ContextTest = (context: EvaluationContext) => boolean

/** Compiles a condition into one closure. An empty `all` holds for everybody, an empty `any` for nobody. */
export function compileCondition(condition: Condition): ContextTest {
  if ('all' in condition) {
    const tests = condition.all.map(compileCondition)
    return (context) => tests.every((test) => test(context))
  }
  if ('any' in condition) {
    const tests = condition.any.map(compileCondition)
    return (context) => tests.some((test) => test(context))
  }
  if ('not' in condition) {
    const test = compileCondition(condition.not)
    return (context) => !test(context)
  }
  const read = compileAttribute(condition.attribute)
  const test = compileOperator(condition)
  return (context) => test(read(context))
}
