import type { Principal } from '../access/principal.ts'
import { includesRole, isInstallationAdmin, roleIn } from '../access/role.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { findEnvironmentScope, findProject } from '../projects/find-scope.ts'
import type { Project } from '../projects/project-repository.ts'
import type { Needs, Operation } from './operation.ts'

export interface OpenScope {
  readonly project?: Project
  readonly environment?: Environment
}

/**
 * Finds what the path of an operation names, and lets the caller in or not. What the caller may not see is answered
 * like what does not exist.
 */
export function openScope(
  database: Queryable,
  principal: Principal,
  { needs }: Pick<Operation, 'needs'>,
  params: Readonly<Record<string, string>>,
): OpenScope {
  const scope = findNamed(database, principal, params)
  if (!isAllowed(principal, needs, scope.project)) {
    throw new OriginError('forbidden', `expected ${describeNeeds(needs)}`)
  }
  return scope
}

function findNamed(database: Queryable, principal: Principal, params: Readonly<Record<string, string>>): OpenScope {
  const { project, environment } = params
  if (project === undefined) return {}
  if (environment === undefined) return { project: findProject(database, principal, project) }
  return findEnvironmentScope(database, principal, { project, environment })
}

function isAllowed(principal: Principal, needs: Needs, project: Project | undefined): boolean {
  if (needs === 'anyone') return true
  if (needs === 'caller') return principal.type !== 'nobody'
  if (needs === 'person') return principal.type === 'person'
  if (needs === 'installation') return isInstallationAdmin(principal)
  const role = project === undefined ? undefined : roleIn(principal, project.id)
  return role !== undefined && includesRole(role, needs)
}

function describeNeeds(needs: Needs): string {
  if (needs === 'installation') return 'the master key, or somebody who runs the installation'
  return needs === 'person' ? 'somebody who signed in' : `the role ${needs} in the project`
}
