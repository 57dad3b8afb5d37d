import type { FlagView } from '../../api/views.ts'
import { isSame } from '../../changes/draft.ts'
import {
  type DraftVariant,
  draftOfVariant,
  problemOfName,
  problemOfValue,
  variantOf,
} from '../../variants/draft-variant.ts'

type About = Pick<FlagView, 'tags' | 'lifetime' | 'expectedEndAt' | 'clientVisible'>

/** What a flag is in all environments, as it is being edited. */
export interface FlagDraft extends About {
  /** Empty where there is none. */
  readonly description: string
  readonly owner: string
  readonly variants: readonly DraftVariant[]
}

/** What the API takes. */
type FlagPart = About & Pick<FlagView, 'description' | 'owner' | 'variants'>

export function draftOfFlag(flag: FlagView): FlagDraft {
  const { type, description, owner, tags, lifetime, expectedEndAt, clientVisible, variants } = flag
  return {
    description: description ?? '',
    owner: owner ?? '',
    tags,
    lifetime,
    expectedEndAt,
    clientVisible,
    variants: variants.map((variant) => draftOfVariant(type, variant)),
  }
}

/** Only what differs. */
export function changedParts(base: FlagView, draft: FlagDraft): Partial<FlagPart> {
  const was: Readonly<Record<string, unknown>> = partOf(base, draftOfFlag(base))
  return Object.fromEntries(Object.entries(partOf(base, draft)).filter(([name, value]) => !isSame(was[name], value)))
}

export function isChangedFlag(base: FlagView, draft: FlagDraft): boolean {
  return !isSame(draftOfFlag(base), draft)
}

/** Whether somebody could get something else by it: nothing refers yet to a variant that comes in addition. */
export function isDecisive(base: FlagView, draft: FlagDraft): boolean {
  const after = partOf(base, draft)
  const isKept = base.variants.every((variant) => after.variants.some((other) => isSame(variant, other)))
  return !isKept || base.clientVisible !== after.clientVisible
}

/** Places of variants that are not filled in yet. */
export function gapsOf({ type }: FlagView, { variants }: FlagDraft): readonly number[] {
  return variants.flatMap(({ name, value }, place) =>
    problemOfName(name, variants) === null && problemOfValue(value, type) === null ? [] : [place],
  )
}

function partOf({ type }: FlagView, { description, owner, variants, ...about }: FlagDraft): FlagPart {
  return {
    ...about,
    description: description.trim() === '' ? null : description.trim(),
    owner: owner.trim() === '' ? null : owner.trim(),
    variants: variants.flatMap((variant) => variantOf(type, variant) ?? []),
  }
}
