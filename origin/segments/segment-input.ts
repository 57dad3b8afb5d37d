import * as z from 'zod/mini'
import type { Condition } from '../../shared/contracts/condition.ts'
import { conditionSchema } from '../../shared/contracts/condition.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { attributeSchema } from '../../shared/contracts/operators/operator-row.ts'
import { segmentKeySchema } from '../../shared/contracts/segment-key.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { isGroupSegmentKey } from '../groups/group-segments.ts'
import { descriptionSchema, displayNameSchema } from '../identities/text-input.ts'

/** What `parseSegment` says in full when the segment has been put together; here it is only read. */
export interface SegmentPatch {
  readonly name?: string
  readonly description?: string | null
  /** `null` for the targeting key. */
  readonly by?: string | null
  readonly included?: readonly string[]
  readonly excluded?: readonly string[]
  readonly rules?: readonly Condition[]
}

export interface NewSegment extends SegmentPatch {
  readonly key: string
}

export type IdLists = Pick<SegmentPatch, 'included' | 'excluded'>

/** A plain test, not a schema for each: there may be 100 000 of them. */
const idsSchema = z.custom<readonly string[]>(
  (value) => Array.isArray(value) && value.length <= LIMITS.idsPerSegment && value.every(isId),
  `expected at most ${LIMITS.idsPerSegment} well-formed texts of 1 to ${LIMITS.targetingKeyLength} characters`,
)

const lists = { included: z.exactOptional(idsSchema), excluded: z.exactOptional(idsSchema) }

const changeable = {
  name: z.exactOptional(displayNameSchema),
  description: z.exactOptional(descriptionSchema),
  by: z.exactOptional(z.nullable(attributeSchema)),
  ...lists,
  rules: z.exactOptional(z.array(conditionSchema)),
}

const ownKeySchema = segmentKeySchema.check(
  z.refine((key) => !isGroupSegmentKey(key), 'keys that begin with group: or holdout: are kept for groups'),
)

export const newSegmentSchema: z.ZodMiniType<NewSegment> = z.strictObject({ key: ownKeySchema, ...changeable })

export const segmentPatchSchema: z.ZodMiniType<SegmentPatch> = z.strictObject(changeable).check(atLeastOneMember)

/** A list that is absent stays as it is. */
export const idListsSchema: z.ZodMiniType<IdLists> = z.strictObject(lists).check(atLeastOneMember)

/** Each once, in an order that does not depend on how they were pasted: pages go on where the one before ended. */
export function tidyIds(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].toSorted((a, b) => (a < b ? -1 : 1))
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= LIMITS.targetingKeyLength && value.isWellFormed()
}
