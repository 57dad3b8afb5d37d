import * as z from 'zod/mini'
import { LIMITS } from '../limits.ts'

/** What stands in every condition on one attribute; each family of operators adds its operands. */
export interface AttributeTestOf<Operator extends string> {
  /** A dotted path (`geo.country`) or a JSON pointer (`/plan.name`, for names that hold a dot). */
  readonly attribute: string
  readonly operator: Operator
}

export interface Negatable {
  /** Turns the outcome for values of the right kind round; a wrong or missing one satisfies neither way. */
  readonly negate?: boolean
}

export interface CaseFoldable {
  /** Compares the Unicode lower case of both sides (`String.prototype.toLowerCase`). */
  readonly ignoreCase?: boolean
}

/** Kinds of values that an attribute can have. A number that is not finite (`1e400`) is of no kind. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'null'

/**
 * One operator: what its condition looks like, and what is promised about it. The parser, the guide and the tests all
 * derive from these rows; `evaluation/operators` has the other half of each, which compiles it.
 */
export interface OperatorRow<Condition extends AttributeTestOf<string>> {
  readonly schema: z.ZodMiniType<Condition>
  /** When it is satisfied. */
  readonly about: string
  /** The kinds that it compares; a value of any other kind does not satisfy it, negated or not. */
  readonly compares: readonly ValueKind[]
  /** What more is to know about the values that it compares. */
  readonly detail?: string
  readonly negatable: boolean
  readonly ignoresCase: boolean
  readonly example: Condition
}

/** A path to an attribute, in either of its two spellings. */
export const attributeSchema: z.ZodMiniType<string> = z
  .string()
  .check(z.minLength(1), z.maxLength(LIMITS.attributeLength))

export const textOperand: z.ZodMiniType<string> = z.string().check(z.maxLength(LIMITS.operandLength))

/** A plain test and not a union of schemas: a condition may have 10 000 of them. */
export const scalarOperand: z.ZodMiniType<string | number | boolean> = z.custom<string | number | boolean>(
  (value) =>
    typeof value === 'string'
      ? value.length <= LIMITS.operandLength
      : typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)),
  `expected a text of at most ${LIMITS.operandLength} characters, a number or a boolean`,
)

/** A list of operands; empty, it is satisfied by nothing. */
export function operandList<T>(operand: z.ZodMiniType<T>): z.ZodMiniType<readonly T[]> {
  return z.array(operand).check(z.maxLength(LIMITS.operandsPerCondition))
}

export const negate = { negate: z.exactOptional(z.boolean()) }
export const ignoreCase = { ignoreCase: z.exactOptional(z.boolean()) }
export const attribute = { attribute: attributeSchema }
