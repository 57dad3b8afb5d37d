import * as z from 'zod/mini'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { timeInputSchema } from '../http/time-schema.ts'
import { descriptionSchema } from '../identities/text-input.ts'
import { configurationPatchSchema } from '../targeting/configuration-input.ts'
import type { RequestedChange } from './requested-change.ts'

export interface NewRequest {
  readonly change: RequestedChange
  readonly reason?: string | null
  /** When it is to be applied by itself; by hand, when absent. */
  readonly applyAt?: string | null
}

const members = {
  reason: z.exactOptional(descriptionSchema),
  applyAt: z.exactOptional(z.nullable(timeInputSchema)),
}

export const newRequestSchema: z.ZodMiniType<NewRequest> = z.strictObject({
  ...members,
  change: configurationPatchSchema,
})

/** Members that are absent stay as they are. */
export const requestPatchSchema: z.ZodMiniType<Partial<NewRequest>> = z
  .strictObject({ ...members, change: z.exactOptional(configurationPatchSchema) })
  .check(atLeastOneMember)
