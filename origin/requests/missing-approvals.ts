import type { Queryable } from '../db/open-database.ts'
import { listGroupUsers } from '../groups/group-users.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { getCurrentEnvironment } from '../projects/get-current-environment.ts'
import { type PlacedRequest, listApprovals } from './request-repository.ts'
import type { RequestTarget } from './request-target.ts'

/** How many others have yet to approve a request before it may be applied. */
export function missingApprovals(
  database: Queryable,
  scope: EnvironmentScope,
  { request, target }: PlacedRequest,
): number {
  return Math.max(0, requiredApprovals(database, scope, target) - listApprovals(database, request.id).length)
}

/** A group does the same in every environment: the strictest of those that refer to it says how many. */
function requiredApprovals(
  database: Queryable,
  { project, environment }: EnvironmentScope,
  target: RequestTarget,
): number {
  const others = target.kind === 'group' ? listGroupUsers(database, { projectId: project.id, key: target.key }) : []
  const concerned = [getCurrentEnvironment(database, environment), ...others.map((user) => user.environment)]
  return Math.max(...concerned.map((one) => (one.protected ? one.requiredApprovals : 0)))
}
