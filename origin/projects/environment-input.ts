import * as z from 'zod/mini'
import type { RulesetSettings } from '../../shared/contracts/ruleset.ts'
import { WHOLE } from '../../shared/contracts/limits.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { displayNameSchema, slugSchema } from '../identities/text-input.ts'

// Like the wire's `settingsSchema`, but strict and in parts: edges pass over what is new to them, people are told.
const settingsInputSchema = z.strictObject({
  events: z.exactOptional(
    z.discriminatedUnion('mode', [
      z.strictObject({ mode: z.literal('all') }),
      z.strictObject({ mode: z.literal('off') }),
      z.strictObject({ mode: z.literal('sample'), share: z.int().check(z.gte(0), z.lte(WHOLE)) }),
    ]),
  ),
  userIds: z.exactOptional(z.enum(['pseudonym', 'plain'])),
})

const MOST_APPROVALS = 10
const requiredApprovalsSchema = z.int().check(z.gte(1), z.lte(MOST_APPROVALS))

export interface NewEnvironment {
  readonly key: string
  readonly name: string
  readonly protected?: boolean
  /** How many others must approve a change while it is protected. */
  readonly requiredApprovals?: number
  readonly settings?: Partial<RulesetSettings>
}

export const newEnvironmentSchema: z.ZodMiniType<NewEnvironment> = z.strictObject({
  key: slugSchema,
  name: displayNameSchema,
  protected: z.exactOptional(z.boolean()),
  requiredApprovals: z.exactOptional(requiredApprovalsSchema),
  settings: z.exactOptional(settingsInputSchema),
})

/** Members that are absent stay as they are. */
export type EnvironmentPatch = Partial<Omit<NewEnvironment, 'key'>>

export const environmentPatchSchema: z.ZodMiniType<EnvironmentPatch> = z
  .strictObject({
    name: z.exactOptional(displayNameSchema),
    protected: z.exactOptional(z.boolean()),
    requiredApprovals: z.exactOptional(requiredApprovalsSchema),
    settings: z.exactOptional(settingsInputSchema.check(atLeastOneMember)),
  })
  .check(atLeastOneMember)
