import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { mayStill } from '../people/may-still.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { countApprovers } from './count-approvers.ts'

/**
 * When the time of a request comes, somebody stands behind it: its author, who may still change things, or somebody who
 * approved it. What is applied by hand is backed by whoever does that.
 * @throws OriginError `forbidden`
 */
export function requireBacked(
  database: Queryable,
  scope: EnvironmentScope,
  request: { readonly id: string; readonly author: string },
): void {
  if (mayStill(database, { projectId: scope.project.id, actor: request.author, role: 'editor' })) return
  if (countApprovers(database, scope, request) > 0) return
  throw new OriginError('forbidden', 'its author may not change anything here any more, and nobody else approved it')
}
