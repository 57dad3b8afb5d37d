import * as z from 'zod/mini'
import { saltSchema } from './bucket-range.ts'
import { type Condition, conditionSchema } from './condition.ts'
import { problemsOfFlag } from './flag-consistency.ts'
import { type JsonValue, isJsonValue } from './json.ts'
import { LIMITS } from './limits.ts'
import { flagKeySchema, variantNameSchema } from './name.ts'
import { oneOfShapes } from './one-of-shapes.ts'
import { attributeSchema } from './operators/operator-row.ts'
import type { ParseResult } from './parse-result.ts'
import { parseWith } from './parse-with.ts'
import { type Ramp, type Window, rampSchema, shareSchema, windowSchema } from './schedule.ts'
import { SCHEME_NAMES, type SchemeName } from './scheme-name.ts'

export { SCHEME_NAMES, type SchemeName } from './scheme-name.ts'

export const FLAG_TYPES = ['boolean', 'string', 'number', 'json'] as const
export type FlagType = (typeof FLAG_TYPES)[number]

/** All that an edge needs to decide one flag in one environment. */
export interface Flag {
  readonly key: string
  readonly type: FlagType
  /** In the order in which people see them; names are unique. */
  readonly variants: readonly Variant[]
  readonly enabled: boolean
  /** Served while disabled; without it the caller's code default is. */
  readonly offVariant?: string
  /** Whether a client key may see this flag. */
  readonly clientVisible: boolean
  readonly bucketing: Bucketing
  /** The first that matches decides. */
  readonly rules: readonly Rule[]
  /** When no rule matched. */
  readonly defaultServe: Serve
}

export interface Variant {
  readonly name: string
  /** Of the flag's type; `json` is an object or an array. */
  readonly value: JsonValue
}

/** How people are placed in buckets; changing either moves everybody. */
export interface Bucketing {
  readonly scheme: SchemeName
  readonly salt: string
}

export interface Rule {
  readonly id: string
  /** Outside of it the rule matches nobody. */
  readonly window?: Window
  /** Everybody, when absent. */
  readonly if?: Condition
  readonly rollout?: Rollout
  readonly serve: Serve
}

/** The share of the matching people that a rule takes; the others go on to the next rule. */
export type Rollout = ShareRollout | RampRollout

export interface ShareRollout extends Draw {
  /** Integer parts of 100 000. */
  readonly share: number
}
export interface RampRollout extends Draw {
  readonly ramp: Ramp
}

interface Draw {
  /** The attribute that is bucketed; the targeting key when absent. */
  readonly by?: string
  /** Instead of the flag's own: rules with different salts choose their people independently. */
  readonly salt?: string
}

export type Serve = { readonly variant: string } | { readonly split: Split }

export interface Split {
  readonly by?: string
  /** Instead of `<the flag's salt>.split`, which keeps a split independent of the flag's rollouts. */
  readonly salt?: string
  /** In order; the weights sum to 100 000. */
  readonly weights: readonly WeightedVariant[]
}

export interface WeightedVariant {
  readonly variant: string
  /** Integer parts of 100 000. */
  readonly weight: number
}

const draw = { by: z.exactOptional(attributeSchema), salt: z.exactOptional(saltSchema) }

export const serveSchema: z.ZodMiniType<Serve> = oneOfShapes<Serve>(() => ({
  variant: z.strictObject({ variant: variantNameSchema }),
  split: z.strictObject({
    split: z.strictObject({
      ...draw,
      weights: z
        .array(z.strictObject({ variant: variantNameSchema, weight: shareSchema }))
        .check(z.minLength(1), z.maxLength(LIMITS.variantsPerFlag)),
    }),
  }),
}))

export const rolloutSchema: z.ZodMiniType<Rollout> = oneOfShapes<Rollout>(() => ({
  share: z.strictObject({ ...draw, share: shareSchema }),
  ramp: z.strictObject({ ...draw, ramp: rampSchema }),
}))

/** What a rule consists of, for those who show rules with something beside it. */
export const ruleMembers = {
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,32}$/, 'expected 1 to 32 characters of A-Z, a-z, 0-9, _ and -')),
  window: z.exactOptional(windowSchema),
  if: z.exactOptional(conditionSchema),
  rollout: z.exactOptional(rolloutSchema),
  serve: serveSchema,
}

export const ruleSchema: z.ZodMiniType<Rule> = z.strictObject(ruleMembers)

/** Looks only: `z.json()` would copy, and lose `__proto__` on the way. */
const jsonSchema = z.custom<JsonValue>(isJsonValue, 'expected a JSON value')

export const variantsSchema: z.ZodMiniType<readonly Variant[]> = z
  .array(z.strictObject({ name: variantNameSchema, value: jsonSchema }))
  .check(z.minLength(1), z.maxLength(LIMITS.variantsPerFlag))

export const bucketingSchema: z.ZodMiniType<Bucketing> = z.strictObject({
  scheme: z.enum(SCHEME_NAMES),
  salt: saltSchema,
})

const flagSchema: z.ZodMiniType<Flag> = z.strictObject({
  key: flagKeySchema,
  type: z.enum(FLAG_TYPES),
  variants: variantsSchema,
  enabled: z.boolean(),
  offVariant: z.exactOptional(variantNameSchema),
  clientVisible: z.boolean(),
  bucketing: bucketingSchema,
  rules: z.array(ruleSchema).check(z.maxLength(LIMITS.rulesPerFlag)),
  defaultServe: serveSchema,
})

/**
 * Accepts exactly the flags this release can decide. Anything unknown (a property, an operator, a scheme) is a problem
 * and never ignored: an edge that ignored half a rule would serve the wrong variant without a word.
 */
export function parseFlag(input: unknown): ParseResult<Flag> {
  const shape = parseWith(flagSchema, input)
  if (!shape.ok) return shape
  const problems = problemsOfFlag(shape.value)
  return problems.length === 0 ? shape : { ok: false, problems }
}
