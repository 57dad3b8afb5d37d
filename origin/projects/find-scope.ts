import type { Principal } from '../access/principal.ts'
import { roleIn } from '../access/role.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type Environment, findEnvironment } from './environment-repository.ts'
import { type Project, findProjectByKey } from './project-repository.ts'

export interface EnvironmentScope {
  readonly project: Project
  readonly environment: Environment
}

/** The project a path names. One in which the caller has no role is answered like one that does not exist. */
export function findProject(database: Queryable, principal: Principal, key: string): Project {
  const project = findProjectByKey(database, key)
  if (project === undefined || roleIn(principal, project.id) === undefined) {
    throw new OriginError('project_not_found', `no project has the key ${JSON.stringify(key)}`)
  }
  return project
}

export function findEnvironmentScope(
  database: Queryable,
  principal: Principal,
  keys: { readonly project: string; readonly environment: string },
): EnvironmentScope {
  const project = findProject(database, principal, keys.project)
  const environment = findEnvironment(database, project.id, keys.environment)
  if (environment === undefined) {
    throw new OriginError('environment_not_found', `no environment has the key ${JSON.stringify(keys.environment)}`)
  }
  return { project, environment }
}
