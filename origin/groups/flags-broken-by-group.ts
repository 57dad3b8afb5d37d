import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import { listEnvironments } from '../projects/environment-repository.ts'
import { flagsBrokenBySegment } from '../segments/flags-broken-by-segment.ts'
import { type GroupPart, segmentsOfGroup } from './group-segments.ts'
import type { GroupUse } from './group-uses.ts'

export interface GroupChange {
  readonly before: GroupPart
  readonly after: GroupPart
  readonly uses: readonly GroupUse[]
}

/** Which flags could be decided before a group changes, and could not afterwards: more ranges take more steps. */
export function flagsBrokenByGroup(
  database: Queryable,
  projectId: string,
  { before, after, uses }: GroupChange,
): readonly Problem[] {
  const was = new Map(segmentsOfGroup(before).map((segment) => [segment.key, segment]))
  const grown = segmentsOfGroup(after).flatMap((segment) => {
    const old = was.get(segment.key)
    return old === undefined || segment.rules.length <= old.rules.length
      ? []
      : [{ before: old, after: segment, called: 'group' as const }]
  })
  const concerned = new Set(uses.map(({ environmentId }) => environmentId))
  const problems = listEnvironments(database, projectId)
    .filter(({ id }) => concerned.has(id))
    .flatMap((environment) => grown.flatMap((change) => flagsBrokenBySegment(database, environment, change)))
  const path = after.kind === 'holdout' ? ['share'] : ['slots']
  return problems.map(({ message }) => ({ path, message }))
}
