import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { KeyHolder, Principal } from './principal.ts'

/** What somebody may do in a project, each with everything before it. */
export const ROLES = ['viewer', 'editor', 'approver', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** The role of the caller in a project; `undefined` for whom the project does not exist. */
export function roleIn(principal: Principal, projectId: string): Role | undefined {
  switch (principal.type) {
    case 'master':
      return 'admin'
    case 'key':
      return roleOfKey(principal, projectId)
    case 'person':
      return principal.runsInstallation ? 'admin' : principal.roles.get(projectId)
    case 'nobody':
      return undefined
    default:
      return assertNever(principal)
  }
}

/** Whether the caller runs the whole installation, and not only projects of it. */
export function isInstallationAdmin(principal: Principal): boolean {
  return principal.type === 'master' || (principal.type === 'person' && principal.runsInstallation)
}

export function includesRole(has: Role, needed: Role): boolean {
  return ROLES.indexOf(has) >= ROLES.indexOf(needed)
}

function roleOfKey({ scopes, role, projectId: of }: KeyHolder, projectId: string): Role | undefined {
  return of === projectId && scopes.includes('manage') ? role : undefined
}
