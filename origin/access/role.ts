import type { Principal } from './principal.ts'

/** What somebody may do in a project, each with everything before it. */
export const ROLES = ['viewer', 'editor', 'approver', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** The role of the caller in a project; `undefined` for whom the project does not exist. */
export function roleIn(principal: Principal, projectId: string): Role | undefined {
  if (principal.type === 'master') return 'admin'
  if (principal.projectId !== projectId) return undefined
  return principal.scopes.includes('manage') ? 'admin' : undefined
}

export function includesRole(has: Role, needed: Role): boolean {
  return ROLES.indexOf(has) >= ROLES.indexOf(needed)
}
