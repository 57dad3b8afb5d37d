import * as z from 'zod/mini'
import { type Condition, conditionSchema } from './condition.ts'
import { problemsOfCondition } from './condition-size.ts'
import { LIMITS } from './limits.ts'
import { attributeSchema } from './operators/operator-row.ts'
import type { ParseResult } from './parse-result.ts'
import { parseWith } from './parse-with.ts'
import { segmentKeySchema } from './segment-key.ts'

/**
 * A named set of people that flags refer to. In this order: whoever is excluded is out, whoever is included is in,
 * whoever one of the rules holds for is in.
 */
export interface Segment {
  readonly key: string
  /** The attribute whose text the two lists hold; the targeting key when absent. */
  readonly by?: string
  readonly included: readonly string[]
  readonly excluded: readonly string[]
  /** May refer to other segments, but not in a circle. */
  readonly rules: readonly Condition[]
}

const ids = z.custom<readonly string[]>(
  (value) => Array.isArray(value) && value.length <= LIMITS.idsPerSegment && value.every(isId),
  `expected at most ${LIMITS.idsPerSegment} texts of at most ${LIMITS.targetingKeyLength} characters`,
)

const segmentSchema: z.ZodMiniType<Segment> = z.strictObject({
  key: segmentKeySchema,
  by: z.exactOptional(attributeSchema),
  included: ids,
  excluded: ids,
  rules: z.array(conditionSchema).check(z.maxLength(LIMITS.rulesPerFlag)),
})

/** Accepts exactly the segments that this release can decide, as `parseFlag` does for flags. */
export function parseSegment(input: unknown): ParseResult<Segment> {
  const shape = parseWith(segmentSchema, input)
  if (!shape.ok) return shape
  const problems = shape.value.rules.flatMap((rule, i) => problemsOfCondition(rule, ['rules', i]))
  return problems.length === 0 ? shape : { ok: false, problems }
}

/** A plain test, not a schema for each: there may be 100 000 of them. */
function isId(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LIMITS.targetingKeyLength
}
