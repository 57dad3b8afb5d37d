import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'

/** A test of the evaluation context: a combination of others, or of one attribute. */
export type Condition = AllCondition | AnyCondition | NotCondition | AttributeCondition

export interface AllCondition {
  readonly all: readonly Condition[]
}
export interface AnyCondition {
  readonly any: readonly Condition[]
}
export interface NotCondition {
  readonly not: Condition
}

/** `attribute` is a dotted path (`geo.country`) or a JSON pointer (`/plan.name`, for names that hold a dot). */
export type AttributeCondition = ScalarCondition | ListCondition | TextCondition | NumberCondition | ExistsCondition

export interface ScalarCondition {
  readonly attribute: string
  readonly operator: 'equals'
  readonly value: string | number | boolean
}
export interface ListCondition {
  readonly attribute: string
  readonly operator: 'oneOf'
  readonly values: readonly (string | number | boolean)[]
}
export interface TextCondition {
  readonly attribute: string
  readonly operator: 'contains' | 'startsWith' | 'endsWith'
  /** Any of these. */
  readonly values: readonly string[]
}
export interface NumberCondition {
  readonly attribute: string
  readonly operator: 'greaterThan' | 'greaterThanOrEqual' | 'lessThan' | 'lessThanOrEqual'
  readonly value: number
}
export interface ExistsCondition {
  readonly attribute: string
  readonly operator: 'exists'
}

const text = z.string().check(z.maxLength(LIMITS.operandLength))
const scalar = z.union([text, z.number(), z.boolean()])

/** A path to an attribute, in either of its two spellings. */
export const attributeSchema: z.ZodMiniType<string> = z
  .string()
  .check(z.minLength(1), z.maxLength(LIMITS.attributeLength))

const attribute = { attribute: attributeSchema }
const attributeConditionSchema = z.discriminatedUnion('operator', [
  z.strictObject({ ...attribute, operator: z.literal('equals'), value: scalar }),
  z.strictObject({
    ...attribute,
    operator: z.literal('oneOf'),
    values: z.array(scalar).check(z.maxLength(LIMITS.operandsPerCondition)),
  }),
  z.strictObject({
    ...attribute,
    operator: z.enum(['contains', 'startsWith', 'endsWith']),
    values: z.array(text).check(z.maxLength(LIMITS.operandsPerCondition)),
  }),
  z.strictObject({
    ...attribute,
    operator: z.enum(['greaterThan', 'greaterThanOrEqual', 'lessThan', 'lessThanOrEqual']),
    value: z.number(),
  }),
  z.strictObject({ ...attribute, operator: z.literal('exists') }),
])

const nested = z.lazy(() => conditionSchema)

export const conditionSchema: z.ZodMiniType<Condition> = z.union([
  z.strictObject({ all: z.array(nested) }),
  z.strictObject({ any: z.array(nested) }),
  z.strictObject({ not: nested }),
  attributeConditionSchema,
])
