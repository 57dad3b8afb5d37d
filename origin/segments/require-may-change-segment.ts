import type { Change } from '../changes/commit-change.ts'
import { isApprovedWay } from '../changes/author.ts'
import { OriginError } from '../errors/origin-error.ts'
import { getCurrentEnvironment } from '../projects/get-current-environment.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { flagsThatUse, segmentsThatUse } from './segment-uses.ts'

/** Whoever is told of the first few knows what to look for. */
const MOST_NAMED = 10

/**
 * Whom a segment holds decides what its flags serve: where the environment is protected, nobody changes that by
 * themselves either, be it used through another segment, in a rule that is off, or by a flag that is disabled now.
 * @throws OriginError `approval_required`
 */
export function requireMayChangeSegment(
  { transaction, way }: Change,
  { environment }: EnvironmentScope,
  segmentKey: string,
): void {
  if (isApprovedWay(way) || !getCurrentEnvironment(transaction, environment).protected) return
  const users = flagsThatUse(transaction, environment.id, segmentsThatUse(transaction, environment.id, segmentKey))
  if (users.length === 0) return
  const named = users.slice(0, MOST_NAMED).map(({ key }) => JSON.stringify(key))
  const more = users.length > MOST_NAMED ? ` and ${users.length - MOST_NAMED} more` : ''
  throw new OriginError(
    'approval_required',
    `the environment ${JSON.stringify(environment.key)} is protected, and its flags ${named.join(', ')}${more} use this ` +
      'segment: make a change request, which others approve; alone one may only change its name and description',
    { subject: segmentKey },
  )
}
