import type { GroupView } from '../api/use-choices.ts'

export type GroupKind = GroupView['kind']

export type DraftSlot = Readonly<{
  key: string
  /** Parts of 100 000. */
  share: number
  /** A slot that is stored keeps its key: another one would be another slot. */
  isNew: boolean
}>

/** A group as it stands in a form. */
export type DraftGroup = Readonly<{
  name: string
  description: string
  /** Of an exclusion group. */
  slots: DraftSlot[]
  /** Of a holdout, in parts of 100 000. */
  share: number
}>

export function draftOfGroup({ kind, name, description, slots, share }: GroupView): DraftGroup {
  return {
    name,
    description: description ?? '',
    slots: kind === 'holdout' ? [] : slots.map(({ key, share }) => ({ key, share, isNew: false })),
    share: kind === 'holdout' ? share : 0,
  }
}

/** All of a draft, as the API takes it. */
export function groupOf(kind: GroupKind, draft: DraftGroup) {
  return { name: draft.name.trim(), description: descriptionOf(draft), ...sharesOf(kind, draft) }
}

/** Only what differs: a name is free where shares have to be asked for. */
export function changesOfGroup(stored: GroupView, draft: DraftGroup) {
  const before = draftOfGroup(stored)
  return {
    ...(draft.name.trim() === before.name ? {} : { name: draft.name.trim() }),
    ...(descriptionOf(draft) === stored.description ? {} : { description: descriptionOf(draft) }),
    ...(hasOtherShares(stored, draft) ? sharesOf(stored.kind, draft) : {}),
  }
}

export function hasOtherShares(stored: GroupView, draft: DraftGroup): boolean {
  const { kind } = stored
  return JSON.stringify(sharesOf(kind, draft)) !== JSON.stringify(sharesOf(kind, draftOfGroup(stored)))
}

function descriptionOf({ description }: DraftGroup): string | null {
  return description.trim() === '' ? null : description.trim()
}

function sharesOf(kind: GroupKind, { slots, share }: DraftGroup) {
  return kind === 'holdout' ? { share } : { slots: slots.map(({ key, share }) => ({ key, share })) }
}
