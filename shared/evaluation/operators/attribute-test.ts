import type { JsonValue } from '../../contracts/json.ts'
import type { ConditionOf, OperatorName } from '../../contracts/operators/operator-table.ts'
import type { Compilation } from '../compilation.ts'

/**
 * Whether an attribute's value satisfies an operator; `undefined` when it cannot be compared by it (it is missing, or
 * of a kind that the operator's row does not name), which satisfies neither the condition nor its negation.
 */
export type AttributeTest = (value: JsonValue | undefined, nowMs: number) => boolean | undefined

/** The half of an operator that its row in the contracts leaves open. Operands have been accepted by its schema. */
export type OperatorCompiler<Name extends OperatorName> = (
  condition: ConditionOf<Name>,
  compilation: Compilation,
) => AttributeTest

/** One compiler for each operator of a family. */
export type CompilersOf<Family> = { readonly [Name in keyof Family & OperatorName]: OperatorCompiler<Name> }

/** A text, a number or a boolean: what can be equal to an operand. Numbers that are not finite can not. */
export function isScalar(value: JsonValue | undefined): value is string | number | boolean {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

/** What `ignoreCase` compares: the lower case of texts, everything else as it is. */
export function foldCase<T>(value: T): T | string {
  return typeof value === 'string' ? value.toLowerCase() : value
}
