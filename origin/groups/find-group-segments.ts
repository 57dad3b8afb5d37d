import type { Segment } from '../../shared/contracts/segment.ts'
import type { Queryable } from '../db/open-database.ts'
import { listGroupsIn } from './group-repository.ts'
import { groupOfSegmentKey, isGroupSegmentKey, segmentsOfGroup } from './group-segments.ts'

/** Those of the named segments that groups are in an environment. */
export function findGroupSegments(
  database: Queryable,
  environmentId: string,
  keys: readonly string[],
): readonly Segment[] {
  const wanted = new Set(keys.filter(isGroupSegmentKey))
  if (wanted.size === 0) return []
  const groupKeys = [...new Set([...wanted].map(groupOfSegmentKey))]
  return listGroupsIn(database, environmentId, groupKeys)
    .flatMap(segmentsOfGroup)
    .filter(({ key }) => wanted.has(key))
}
