import * as z from 'zod/mini'
import { saltSchema } from '../../shared/contracts/bucket-range.ts'
import { WHOLE } from '../../shared/contracts/limits.ts'
import { attributeSchema } from '../../shared/contracts/operators/operator-row.ts'
import { shareSchema } from '../../shared/contracts/schedule.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { descriptionSchema, displayNameSchema, slugSchema } from '../identities/text-input.ts'
import type { SlotShare } from './allocate-shares.ts'

export const GROUP_KINDS = ['exclusion', 'holdout'] as const
export type GroupKind = (typeof GROUP_KINDS)[number]

/** Each is a segment in every ruleset. */
export const MOST_SLOTS = 100
/** The one slot of a holdout; nobody names it. */
export const HELD_OUT = 'held-out'

interface About {
  readonly name?: string
  readonly description?: string | null
}

/** An exclusion group says its slots, a holdout its share. */
export interface NewGroup extends About {
  readonly kind: GroupKind
  readonly key: string
  /** `null` for the targeting key. For good: another attribute would move everybody. */
  readonly by?: string | null
  /** Drawn when absent. */
  readonly salt?: string
  readonly slots?: readonly SlotShare[]
  readonly share?: number
}

export type GroupPatch = About & Pick<NewGroup, 'slots' | 'share'>

/** What a group can become: a new salt, which places everybody anew, is asked for by ways of its own. */
export type GroupEdit = GroupPatch & { readonly salt?: string }

/** Before it is settled: a salt that is `null` is to be drawn. */
export type AskedGroupEdit = GroupPatch & { readonly salt?: string | null }

const slotsSchema: z.ZodMiniType<readonly SlotShare[]> = z
  .array(z.strictObject({ key: slugSchema, share: shareSchema }))
  .check(
    z.minLength(1),
    z.maxLength(MOST_SLOTS),
    z.check(({ value, issues }) => {
      const seen = new Set<string>()
      for (const [i, { key }] of value.entries()) {
        if (seen.has(key)) {
          const message = `there is a slot ${JSON.stringify(key)} before this one`
          issues.push({ code: 'custom', input: key, path: [i, 'key'], message })
        }
        seen.add(key)
      }
      const sum = value.reduce((total, { share }) => total + share, 0)
      if (sum > WHOLE) {
        issues.push({ code: 'custom', input: '', message: `shares sum to ${sum}, expected at most ${WHOLE}` })
      }
    }),
  )

const changeable = {
  name: z.exactOptional(displayNameSchema),
  description: z.exactOptional(descriptionSchema),
  slots: z.exactOptional(slotsSchema),
  share: z.exactOptional(shareSchema),
}

export const newGroupSchema: z.ZodMiniType<NewGroup> = z.strictObject({
  kind: z.enum(GROUP_KINDS),
  key: slugSchema,
  by: z.exactOptional(z.nullable(attributeSchema)),
  salt: z.exactOptional(saltSchema),
  ...changeable,
})

/** Members that are absent stay as they are; slots that are absent from `slots` go. */
export const groupPatchSchema: z.ZodMiniType<GroupPatch> = z.strictObject(changeable).check(atLeastOneMember)

export const groupEditSchema: z.ZodMiniType<AskedGroupEdit> = z
  .strictObject({ ...changeable, salt: z.exactOptional(z.nullable(saltSchema)) })
  .check(atLeastOneMember)

/** Why the slots or the share do not go with the kind. */
export function problemsOfKind(kind: GroupKind, { slots, share }: Pick<NewGroup, 'slots' | 'share'>) {
  if (kind === 'exclusion') {
    return share === undefined ? [] : [{ path: ['share'], message: 'an exclusion group has slots, each with a share' }]
  }
  return slots === undefined ? [] : [{ path: ['slots'], message: 'a holdout has no slots: it has one share' }]
}

/** The shares that were asked for, whatever the kind; `undefined` when they stay as they are. */
export function sharesAsked({ slots, share }: Pick<NewGroup, 'slots' | 'share'>): readonly SlotShare[] | undefined {
  return share === undefined ? slots : [{ key: HELD_OUT, share }]
}
