import * as z from 'zod/mini'
import { saltSchema } from '../../shared/contracts/bucket-range.ts'
import {
  FLAG_TYPES,
  type FlagType,
  SCHEME_NAMES,
  type SchemeName,
  type Variant,
  variantsSchema,
} from '../../shared/contracts/flag.ts'
import { flagKeySchema } from '../../shared/contracts/name.ts'
import { atLeastOneMember } from '../changes/at-least-one-member.ts'
import { timeInputSchema } from '../http/time-schema.ts'
import { descriptionSchema, displayNameSchema, tagSchema } from '../identities/text-input.ts'
import { FLAG_LIFETIMES, type FlagLifetime } from './flag-lifetime.ts'

export interface NewFlag {
  readonly key: string
  readonly type: FlagType
  /** May be absent for a boolean flag: on, off. */
  readonly variants?: readonly Variant[]
  readonly description?: string | null
  readonly clientVisible?: boolean
  readonly owner?: string | null
  readonly tags?: readonly string[]
  readonly lifetime?: FlagLifetime
  readonly expectedEndAt?: string | null
  readonly scheme?: SchemeName
  readonly salt?: string
  /** Brings the flag back whose key this was, with the people where they were. */
  readonly reuseDeletedKey?: boolean
}

export type FlagPatch = Omit<Partial<NewFlag>, 'key' | 'type' | 'scheme' | 'salt' | 'reuseDeletedKey'>

/** Of a flag everywhere: other members, or that it goes or comes back, and then nothing else. */
export interface FlagEdit extends FlagPatch {
  readonly salt?: string
  /** `true` takes it from every edge, `false` brings it back. */
  readonly archived?: boolean
  readonly deleted?: true
  /** Also when most flags of an environment are gone with it. */
  readonly allowMassRemoval?: boolean
}

/** A salt of `null` is to be drawn. */
export type AskedFlagEdit = Omit<FlagEdit, 'salt'> & { readonly salt?: string | null }

export interface Resalting {
  /** A new one is drawn when it is absent. */
  readonly salt?: string
}

export const BOOLEAN_VARIANTS: readonly Variant[] = [
  { name: 'on', value: true },
  { name: 'off', value: false },
]

const MAX_TAGS = 30

/** Sorted and each once, so that the same tags are the same text. */
const tagsSchema = z.pipe(
  z.array(tagSchema).check(z.maxLength(MAX_TAGS)),
  z.transform((tags) => [...new Set(tags)].toSorted()),
)

const changeable = {
  variants: z.exactOptional(variantsSchema),
  description: z.exactOptional(descriptionSchema),
  clientVisible: z.exactOptional(z.boolean()),
  owner: z.exactOptional(z.nullable(displayNameSchema)),
  tags: z.exactOptional(tagsSchema),
  lifetime: z.exactOptional(z.enum(FLAG_LIFETIMES)),
  expectedEndAt: z.exactOptional(z.nullable(timeInputSchema)),
}

/** Only a boolean flag can do without variants. */
export const newFlagSchema: z.ZodMiniType<NewFlag> = z
  .strictObject({
    key: flagKeySchema,
    type: z.enum(FLAG_TYPES),
    ...changeable,
    scheme: z.exactOptional(z.enum(SCHEME_NAMES)),
    salt: z.exactOptional(saltSchema),
    reuseDeletedKey: z.exactOptional(z.boolean()),
  })
  .check(
    z.refine(({ type, variants }) => type === 'boolean' || variants !== undefined, {
      path: ['variants'],
      error: 'required (array)',
    }),
  )

export const flagPatchSchema: z.ZodMiniType<FlagPatch> = z.strictObject(changeable).check(atLeastOneMember)

const GOINGS = ['archived', 'deleted'] as const

export const flagEditSchema: z.ZodMiniType<AskedFlagEdit> = z
  .strictObject({
    ...changeable,
    salt: z.exactOptional(z.nullable(saltSchema)),
    archived: z.exactOptional(z.boolean()),
    deleted: z.exactOptional(z.literal(true)),
    allowMassRemoval: z.exactOptional(z.boolean()),
  })
  .check(
    atLeastOneMember,
    z.refine(({ allowMassRemoval: _allowed, ...edit }) => goesAlone(edit), {
      error: 'expected "archived" or "deleted" alone, or other members',
    }),
  )

export const resaltingSchema: z.ZodMiniType<Resalting> = z.strictObject({ salt: z.exactOptional(saltSchema) })

function goesAlone(edit: AskedFlagEdit): boolean {
  const members = Object.keys(edit)
  return members.length === 1 || (members.length > 1 && GOINGS.every((going) => edit[going] === undefined))
}
