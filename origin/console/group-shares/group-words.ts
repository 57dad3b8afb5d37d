import { WHOLE } from '../../../shared/contracts/limits.ts'
import type { DescribedField } from '../editing/edit-problem.tsx'
import { formatShare } from '../i18n/format.ts'
import { m } from '../i18n/compiled/messages.js'
import type { DraftGroup, DraftSlot, GroupKind } from './draft-group.ts'

export const KIND_NAMES: Readonly<Record<GroupKind, () => string>> = {
  exclusion: m.group_shares_exclusion,
  holdout: m.group_shares_holdout,
}

export function describeGroup(kind: GroupKind): (draft: DraftGroup) => readonly DescribedField[] {
  return (draft) => [
    { label: m.group_shares_name(), text: draft.name.trim() },
    { label: m.group_shares_description(), text: draft.description.trim() === '' ? '—' : draft.description.trim() },
    { label: kind === 'holdout' ? m.group_shares_held_out() : m.group_shares_slots(), text: sharesText(kind, draft) },
  ]
}

interface Shares {
  readonly slots: readonly Pick<DraftSlot, 'key' | 'share'>[]
  readonly share: number
}

export function sharesText(kind: GroupKind, { slots, share }: Shares): string {
  if (kind === 'holdout') return shareText(share)
  return slots.map(({ key, share }) => `${key} ${shareText(share)}`).join(', ')
}

/** @param share  in parts of 100 000 */
export function shareText(share: number): string {
  return formatShare(share / WHOLE)
}

export function problemOfName(name: string): string | null {
  return name.trim() === '' ? m.group_shares_name_required() : null
}

export function problemOfKey(key: string): string | null {
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(key) ? null : m.group_shares_key_invalid()
}

export function problemOfSlots(slots: readonly DraftSlot[]): string | null {
  const invalid = slots.find(({ key }) => problemOfKey(key) !== null)
  if (invalid !== undefined) return m.group_shares_slot_key_invalid({ slot: invalid.key })
  const twice = slots.find(({ key }, i) => slots.findIndex((other) => other.key === key) !== i)
  if (twice !== undefined) return m.group_shares_slot_twice({ slot: twice.key })
  const over = slots.reduce((sum, { share }) => sum + share, 0) - WHOLE
  return over > 0 ? m.group_shares_too_much({ share: shareText(over) }) : null
}
