import { allocateShares } from './allocate-shares.ts'
import { type AskedGroupEdit, type GroupEdit, sharesAsked } from './group-input.ts'
import type { GroupRow } from './group-repository.ts'
import { shareOf } from './slot.ts'

export interface GroupStep {
  readonly before: GroupRow
  readonly after: GroupRow
}

/**
 * Lays what was asked for over a group of the kind that it fits. Since a new salt moves everybody anyway, every slot
 * becomes one range again with it.
 */
export function draftGroup(before: GroupRow, { salt = before.salt, ...patch }: GroupEdit): GroupRow {
  const { slots: _slots, share: _share, ...about } = patch
  const shares = sharesAsked(patch) ?? before.slots.map(({ key, ranges }) => ({ key, share: shareOf(ranges) }))
  const slots = allocateShares(salt === before.salt ? before.slots : [], shares)
  return { ...before, ...about, salt, slots }
}

/** Draws the salt where it is to be drawn: what is looked at is what is applied. */
export function settleGroupEdit({ salt, ...patch }: AskedGroupEdit, drawId: () => string): GroupEdit {
  return salt === undefined ? patch : { ...patch, salt: salt ?? drawId() }
}
