import type { Queryable } from '../db/open-database.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { getCurrentEnvironment } from '../projects/get-current-environment.ts'
import { listConcerned } from './list-concerned.ts'
import type { PlacedRequest } from './request-repository.ts'
import type { RequestTarget } from './request-target.ts'
import { countApprovers } from './count-approvers.ts'

/** How many others have yet to approve a request before it may be applied. */
export function missingApprovals(
  database: Queryable,
  scope: EnvironmentScope,
  { request, target }: PlacedRequest,
): number {
  return Math.max(0, requiredApprovals(database, scope, target) - countApprovers(database, scope, request))
}

/** What is shared does the same in every environment: the strictest of those that use it says how many. */
function requiredApprovals(database: Queryable, scope: EnvironmentScope, target: RequestTarget): number {
  const others = listConcerned(database, scope, target).map((user) => user.environment)
  const concerned = [getCurrentEnvironment(database, scope.environment), ...others]
  return Math.max(...concerned.map((one) => (one.protected ? one.requiredApprovals : 0)))
}
