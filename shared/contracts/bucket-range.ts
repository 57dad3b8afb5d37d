import * as z from 'zod/mini'
import { LIMITS, WHOLE } from './limits.ts'
import { attributeSchema } from './operators/operator-row.ts'
import { SCHEME_NAMES, type SchemeName } from './scheme-name.ts'

/**
 * Holds for those whose bucket of a shared salt lies in a range. Exclusion groups and holdouts are this condition:
 * experiments of one group take ranges of one salt that do not overlap; a holdout is the range kept out everywhere.
 */
export interface BucketCondition {
  readonly bucket: BucketRange
  /** Holds outside the range instead. Who cannot be placed is neither inside nor outside. */
  readonly negate?: boolean
}

/** Half-open: `from` is in it, `to` is not. */
export interface BucketRange {
  /** Shared by all that shall draw alike, and by nothing else. */
  readonly salt: string
  /** Integers in [0, 100 000]. */
  readonly from: number
  readonly to: number
  /** The attribute that is bucketed; the targeting key when absent. */
  readonly by?: string
  /** `native` when absent, whatever the flag's own: a draw that flags share cannot depend on one of them. */
  readonly scheme?: SchemeName
}

const bound = z.int().check(z.gte(0), z.lte(WHOLE))

/** What could not be stored and read back unchanged would move everybody. */
export const saltSchema: z.ZodMiniType<string> = z.string().check(
  z.minLength(1),
  z.maxLength(LIMITS.saltLength),
  z.refine((salt) => salt.isWellFormed(), 'expected well-formed Unicode (no lone surrogates)'),
)

export const bucketConditionSchema: z.ZodMiniType<BucketCondition> = z.strictObject({
  bucket: z
    .strictObject({
      salt: saltSchema,
      from: bound,
      to: bound,
      by: z.exactOptional(attributeSchema),
      scheme: z.exactOptional(z.enum(SCHEME_NAMES)),
    })
    .check(z.refine(({ from, to }) => from <= to, { error: 'expected from to be at most to', path: ['from'] })),
  negate: z.exactOptional(z.boolean()),
})
