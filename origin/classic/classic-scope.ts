import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { findEnvironment, listEnvironments } from '../projects/environment-repository.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { findProjectByKey } from '../projects/project-repository.ts'

/** The seed knew one project and one environment; the first migration makes both, and nothing deletes them. */
export function classicScope(database: Queryable): EnvironmentScope {
  const project = findProjectByKey(database, 'default')
  const environment = project === undefined ? undefined : findEnvironment(database, project.id, 'production')
  if (project === undefined || environment === undefined) throw new Error('the default project is not there')
  return { project, environment }
}

/** Read inside the transaction of a change, so that nothing slips in while an environment is being protected. */
export function unprotectedClassicScope(database: Queryable): EnvironmentScope {
  const scope = classicScope(database)
  if (scope.environment.protected) throw environmentProtected()
  return scope
}

/** For what acts on every environment of the project, as the making and the deletion of a flag do. */
export function unprotectedClassicProject(database: Queryable): EnvironmentScope {
  const scope = classicScope(database)
  if (listEnvironments(database, scope.project.id).some((environment) => environment.protected)) {
    throw environmentProtected()
  }
  return scope
}

function environmentProtected(): OriginError {
  return new OriginError('environment_protected', 'the environment is changed in the console')
}
