import { findKeyById } from '../access/key-repository.ts'
import { type Role, includesRole } from '../access/role.ts'
import type { Queryable } from '../db/open-database.ts'
import { findAccount } from '../people/account-repository.ts'
import { isMakerDisabled } from '../people/is-maker-disabled.ts'
import { rolesOf } from '../people/membership-repository.ts'
import { personBehind } from '../people/person-behind.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { listApprovals } from './request-repository.ts'

/**
 * How many people stand behind a request: those who approved it and still may. Somebody and the keys that they made are
 * one; so are the author and theirs, who do not count at all.
 */
export function countApprovers(
  database: Queryable,
  { project }: EnvironmentScope,
  request: { readonly id: string; readonly author: string },
): number {
  const approvers = listApprovals(database, request.id)
    .filter(({ actor }) => mayStillApprove(database, project.id, actor))
    .map(({ actor }) => whoIs(database, actor))
  return new Set(approvers.filter((approver) => approver !== whoIs(database, request.author))).size
}

export function isSamePerson(database: Queryable, actor: string, other: string): boolean {
  return whoIs(database, actor) === whoIs(database, other)
}

/** What the master key made stands for itself: whoever installs a release robot is not its author. */
function whoIs(database: Queryable, actor: string): string {
  return personBehind(database, actor)?.id ?? actor
}

/** Lowered, removed, disabled or revoked since: then it is nobody's word any more. */
function mayStillApprove(database: Queryable, projectId: string, actor: string): boolean {
  if (actor === 'master') return true
  if (isMakerDisabled(database, actor)) return false
  const role = roleOf(database, projectId, actor)
  return role !== undefined && includesRole(role, 'approver')
}

function roleOf(database: Queryable, projectId: string, actor: string): Role | undefined {
  const account = findAccount(database, actor)
  if (account !== undefined) return account.runsInstallation ? 'admin' : rolesOf(database, actor).get(projectId)
  const key = findKeyById(database, actor)
  return key === undefined || key.revokedAtMs !== null ? undefined : (key.role ?? 'admin')
}
