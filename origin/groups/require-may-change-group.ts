import { isApprovedWay } from '../changes/author.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { GroupRow } from './group-repository.ts'
import { listGroupUsers } from './group-users.ts'

/** Whoever is told of the first few knows what to look for. */
const MOST_NAMED = 10

/**
 * Whom a group lets in decides what the flags of all environments serve: where one of these is protected, nobody moves
 * people by themselves either.
 * @throws OriginError `approval_required`
 */
export function requireMayChangeGroup({ transaction, way }: Change, group: Pick<GroupRow, 'projectId' | 'key'>): void {
  if (isApprovedWay(way)) return
  const [first] = listGroupUsers(transaction, group).filter(({ environment }) => environment.protected)
  if (first === undefined) return
  const { environment, flags } = first
  const named = flags.slice(0, MOST_NAMED).map((key) => JSON.stringify(key))
  const more = flags.length > MOST_NAMED ? ` and ${flags.length - MOST_NAMED} more` : ''
  throw new OriginError(
    'approval_required',
    `the environment ${JSON.stringify(environment.key)} is protected, and its flags ${named.join(', ')}${more} refer to ` +
      'this group: make a change request there, which others approve; alone one may only change its name and description',
    { subject: group.key },
  )
}
