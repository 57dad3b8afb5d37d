import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Queryable } from '../db/open-database.ts'
import { listEnvironments } from '../projects/environment-repository.ts'
import { flagsBrokenBySegment } from '../segments/flags-broken-by-segment.ts'
import { type GroupPart, holdoutSegmentKey, segmentsOfGroup, slotSegmentKey } from './group-segments.ts'
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
  const usedIn = usedSegments(after, uses)
  const problems = listEnvironments(database, projectId).flatMap((environment) =>
    grown
      .filter(({ after: { key } }) => usedIn.get(environment.id)?.has(key) === true)
      .flatMap((change) => flagsBrokenBySegment(database, environment, change)),
  )
  const path = after.kind === 'holdout' ? ['share'] : ['slots']
  return problems.map(({ message }) => ({ path, message }))
}

/** By environment: only there is anything to be compiled, and only for what it uses. */
function usedSegments({ key }: GroupPart, uses: readonly GroupUse[]): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>()
  for (const { environmentId, slot } of uses) {
    const segmentKey = slot === undefined ? holdoutSegmentKey(key) : slotSegmentKey({ key, slot })
    used.set(environmentId, (used.get(environmentId) ?? new Set()).add(segmentKey))
  }
  return used
}
