import { findKeyById } from '../access/key-repository.ts'
import { type Role, includesRole } from '../access/role.ts'
import type { Queryable } from '../db/open-database.ts'
import { findAccount } from './account-repository.ts'
import { isMakerDisabled } from './is-maker-disabled.ts'
import { rolesOf } from './membership-repository.ts'

export interface Standing {
  readonly projectId: string
  /** As audit entries and columns like `createdBy` name it. */
  readonly actor: string
  readonly role: Role
}

/** Whether somebody has a role that they once had. Lowered, removed, disabled or revoked since: then it is nobody's word any more. */
export function mayStill(database: Queryable, { projectId, actor, role }: Standing): boolean {
  if (actor === 'master') return true
  if (isMakerDisabled(database, actor)) return false
  const held = roleOf(database, projectId, actor)
  return held !== undefined && includesRole(held, role)
}

function roleOf(database: Queryable, projectId: string, actor: string): Role | undefined {
  const account = findAccount(database, actor)
  if (account !== undefined) return account.runsInstallation ? 'admin' : rolesOf(database, actor).get(projectId)
  const key = findKeyById(database, actor)
  return key === undefined || key.revokedAtMs !== null ? undefined : (key.role ?? 'admin')
}
