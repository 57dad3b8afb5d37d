import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { type SlotShare, allocateShares } from './allocate-shares.ts'
import { flagsBrokenByGroup } from './flags-broken-by-group.ts'
import {
  type GroupOrder,
  acted,
  openGroup,
  refuseProblems,
  refuseTaken,
  refuseUsed,
  refuseWithoutRoom,
} from './group-change-steps.ts'
import { type GroupPatch, type NewGroup, problemsOfKind, sharesAsked } from './group-input.ts'
import { type GroupRow, findGroup, insertGroup, removeGroup, updateGroup } from './group-repository.ts'
import { usesOfGroup } from './group-uses.ts'
import { groupView } from './group-view.ts'
import { problemsOfSlots } from './problems-of-slots.ts'

/** Makes a group. No rule refers to it yet, so edges need not learn of it. */
export function createGroup(change: Change, projectId: string, input: NewGroup): GroupRow {
  const { transaction, nowMs } = change
  const { kind, key } = input
  refuseProblems(problemsOfKind(kind, input))
  if (findGroup(transaction, projectId, key) !== undefined) {
    throw new OriginError('group_exists', `a group has the key ${JSON.stringify(key)}`, { subject: key })
  }
  const draft = {
    projectId,
    kind,
    key,
    name: input.name ?? key,
    description: input.description ?? null,
    salt: input.salt ?? change.drawId(),
    by: input.by ?? null,
    slots: allocateShares([], requireShares(input)),
    version: 1,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  }
  refuseTaken(transaction, draft)
  refuseWithoutRoom(transaction, draft)
  const group = insertGroup(transaction, draft)
  change.audit({ ...acted('group.create', group), after: groupView(group) })
  return group
}

/** Changes a group; whoever is in a slot that does not shrink stays in it. */
export function patchGroup(
  change: Change,
  projectId: string,
  order: GroupOrder & { readonly patch: GroupPatch },
): GroupRow {
  const before = openGroup(change, projectId, order)
  const { slots: _slots, share: _share, ...about } = order.patch
  refuseProblems(problemsOfKind(before.kind, order.patch))
  const asked = sharesAsked(order.patch)
  const slots = asked === undefined ? before.slots : allocateShares(before.slots, asked)
  const after: GroupRow = { ...before, ...about, slots, version: before.version + 1, updatedAtMs: change.nowMs }
  if (!isDeepStrictEqual(before.slots, after.slots)) moveSlots(change, before, after)
  updateGroup(change.transaction, after)
  change.audit({ ...acted('group.update', after), before: groupView(before), after: groupView(after) })
  return after
}

export function deleteGroup(change: Change, projectId: string, order: GroupOrder): void {
  const before = openGroup(change, projectId, order)
  refuseUsed(usesOfGroup(change.transaction, projectId, before.key), before.key)
  removeGroup(change.transaction, before.id)
  change.audit({ ...acted('group.delete', before), before: groupView(before) })
}

function moveSlots(change: Change, before: GroupRow, after: GroupRow): void {
  const { transaction } = change
  const { projectId, key, slots } = after
  const uses = usesOfGroup(transaction, projectId, key)
  const kept = new Set<string | undefined>(slots.map((slot) => slot.key))
  refuseUsed(
    uses.filter(({ slot }) => slot !== undefined && !kept.has(slot)),
    key,
  )
  refuseProblems(problemsOfSlots(after))
  refuseTaken(transaction, after)
  refuseWithoutRoom(transaction, after)
  refuseProblems(flagsBrokenByGroup(transaction, projectId, { before, after, uses }))
  for (const { environmentId } of uses) change.touchRuleset(environmentId)
}

function requireShares(input: NewGroup): readonly SlotShare[] {
  const shares = sharesAsked(input)
  if (shares !== undefined) return shares
  const path = input.kind === 'exclusion' ? 'slots' : 'share'
  throw invalidInput([{ path: [path], message: 'required' }])
}
