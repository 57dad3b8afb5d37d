import * as z from 'zod/mini'
import { type BucketCondition, bucketConditionSchema } from './bucket-range.ts'
import { LIMITS } from './limits.ts'
import { flagKeySchema, variantNameSchema } from './name.ts'
import { type ConditionOf, OPERATORS, type OperatorName } from './operators/operator-table.ts'
import { oneOfShapes } from './one-of-shapes.ts'
import { segmentKeySchema } from './segment-key.ts'

/** A test of the evaluation context: a combination of others, or one of its own. */
export type Condition =
  | AllCondition
  | AnyCondition
  | NotCondition
  | SegmentCondition
  | PrerequisiteCondition
  | BucketCondition
  | AttributeCondition

export interface AllCondition {
  readonly all: readonly Condition[]
}
export interface AnyCondition {
  readonly any: readonly Condition[]
}
/** Purely logical: it holds also where the inner condition fails for want of an attribute. */
export interface NotCondition {
  readonly not: Condition
}
/** Holds for those whom the segment includes. */
export interface SegmentCondition {
  readonly segment: string
}
/**
 * A prerequisite: holds when another flag of the ruleset serves one of these variants to the same context, for whatever
 * reason. A flag that answers with an error, or is disabled without an off variant, serves none.
 */
export interface PrerequisiteCondition {
  readonly flag: string
  readonly variants: readonly string[]
}

/** One attribute compared by one operator; which there are, and their rules, is in `operators/operator-table.ts`. */
export type AttributeCondition = { [Name in OperatorName]: ConditionOf<Name> }[OperatorName]

const attributeConditionSchema = z.discriminatedUnion(
  'operator',
  Object.values(OPERATORS).map((row) => row.schema) as never,
) as z.ZodMiniType<AttributeCondition>

/** The first of these properties says which kind of condition is meant. */
export const conditionSchema: z.ZodMiniType<Condition> = oneOfShapes<Condition>(() => ({
  operator: attributeConditionSchema,
  all: z.strictObject({ all: z.array(conditionSchema) }),
  any: z.strictObject({ any: z.array(conditionSchema) }),
  not: z.strictObject({ not: conditionSchema }),
  segment: z.strictObject({ segment: segmentKeySchema }),
  flag: z.strictObject({
    flag: flagKeySchema,
    variants: z.array(variantNameSchema).check(z.minLength(1), z.maxLength(LIMITS.variantsPerFlag)),
  }),
  bucket: bucketConditionSchema,
}))

/** The conditions directly inside one, each with its place. */
export function childrenOf(
  condition: Condition,
): readonly { readonly at: readonly (string | number)[]; readonly condition: Condition }[] {
  if ('all' in condition) return condition.all.map((child, i) => ({ at: ['all', i], condition: child }))
  if ('any' in condition) return condition.any.map((child, i) => ({ at: ['any', i], condition: child }))
  return 'not' in condition ? [{ at: ['not'], condition: condition.not }] : []
}
