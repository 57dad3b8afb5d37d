import * as z from 'zod/mini'
import { type JsonObject, isJsonObject } from '../../shared/contracts/json.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { timeInputSchema } from '../http/time-schema.ts'
import { type AskedFlagEdit, flagEditSchema } from '../flags/flag-input.ts'
import { type AskedGroupEdit, groupEditSchema } from '../groups/group-input.ts'
import { descriptionSchema } from '../identities/text-input.ts'
import { type SegmentPatch, segmentPatchSchema } from '../segments/segment-input.ts'
import { configurationPatchSchema } from '../targeting/configuration-input.ts'
import type { RequestedChange } from './requested-change.ts'

interface AboutRequest {
  readonly reason?: string | null
  /** When it is to be applied by itself; by hand, when absent. */
  readonly applyAt?: string | null
}

export interface NewRequest extends AboutRequest {
  readonly change: RequestedChange
}

export interface NewFlagRequest extends AboutRequest {
  readonly change: AskedFlagEdit
}

export interface NewSegmentRequest extends AboutRequest {
  readonly change: SegmentPatch
}

export interface NewGroupRequest extends AboutRequest {
  readonly change: AskedGroupEdit
}

/** What the change is of is known only to the request itself: it is read in full there. */
export interface RequestPatch extends AboutRequest {
  readonly change?: JsonObject
}

const members = {
  reason: z.exactOptional(descriptionSchema),
  applyAt: z.exactOptional(z.nullable(timeInputSchema)),
}

export const newRequestSchema: z.ZodMiniType<NewRequest> = z.strictObject({
  ...members,
  change: configurationPatchSchema,
})

export const newFlagRequestSchema: z.ZodMiniType<NewFlagRequest> = z.strictObject({
  ...members,
  change: flagEditSchema,
})

export const newSegmentRequestSchema: z.ZodMiniType<NewSegmentRequest> = z.strictObject({
  ...members,
  change: segmentPatchSchema,
})

export const newGroupRequestSchema: z.ZodMiniType<NewGroupRequest> = z.strictObject({
  ...members,
  change: groupEditSchema,
})

/** Members that are absent stay as they are. */
export const requestPatchSchema: z.ZodMiniType<RequestPatch> = z
  .strictObject({
    ...members,
    change: z.exactOptional(z.custom<JsonObject>(isJsonObject, 'expected object')),
  })
  .check(atLeastOneMember)
