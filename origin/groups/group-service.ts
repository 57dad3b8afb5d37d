import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { voidApprovalsByGroup } from '../requests/void-approvals.ts'
import { type SlotShare, allocateShares } from './allocate-shares.ts'
import { draftGroup } from './draft-group.ts'
import {
  type GroupOrder,
  acted,
  openGroup,
  refuseProblems,
  refuseTaken,
  refuseUsed,
  refuseWithoutRoom,
} from './group-change-steps.ts'
import { type GroupEdit, type NewGroup, problemsOfKind, sharesAsked } from './group-input.ts'
import { type GroupRow, findGroup, insertGroup, removeGroup, updateGroup } from './group-repository.ts'
import { listGroupUsers } from './group-users.ts'
import { usesOfGroup } from './group-uses.ts'
import { groupView } from './group-view.ts'
import { isSeenByRules, problemsOfGroupEdit } from './problems-of-group-edit.ts'
import { requireMayChangeGroup } from './require-may-change-group.ts'

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
  voidApprovalsByGroup(change, group)
  return group
}

export interface GroupEditing {
  /** As history names it; an ordinary change unless it says otherwise. */
  readonly action?: `group.${string}`
  readonly edit: GroupEdit
}

/** Changes a group; whoever is in a slot that does not shrink stays in it. */
export function patchGroup(change: Change, projectId: string, order: GroupOrder & GroupEditing): GroupRow {
  return editGroup(change, openGroup(change, projectId, order), order)
}

/** Changes the group that was opened before. */
export function editGroup(change: Change, before: GroupRow, { action = 'group.update', edit }: GroupEditing): GroupRow {
  const { transaction } = change
  refuseProblems(problemsOfGroupEdit(transaction, before, edit))
  const after = { ...draftGroup(before, edit), version: before.version + 1, updatedAtMs: change.nowMs }
  const isSeen = isSeenByRules({ before, after })
  if (isSeen) {
    requireMayChangeGroup(change, before)
    for (const { environment } of listGroupUsers(transaction, before)) change.touchRuleset(environment.id)
  }
  updateGroup(transaction, after)
  change.audit({ ...acted(action, after), before: groupView(before), after: groupView(after) })
  if (isSeen) voidApprovalsByGroup(change, after)
  return after
}

export function deleteGroup(change: Change, projectId: string, order: GroupOrder): void {
  const before = openGroup(change, projectId, order)
  refuseUsed(usesOfGroup(change.transaction, projectId, before.key), before.key)
  removeGroup(change.transaction, before.id)
  change.audit({ ...acted('group.delete', before), before: groupView(before) })
  voidApprovalsByGroup(change, before)
}

function requireShares(input: NewGroup): readonly SlotShare[] {
  const shares = sharesAsked(input)
  if (shares !== undefined) return shares
  const path = input.kind === 'exclusion' ? 'slots' : 'share'
  throw invalidInput([{ path: [path], message: 'required' }])
}
