import type { Flag } from '../../shared/contracts/flag.ts'
import type { Segment } from '../../shared/contracts/segment.ts'
import type { Queryable } from '../db/open-database.ts'
import { findGroupSegments } from '../groups/find-group-segments.ts'
import { assembleSegment } from './assemble-segment.ts'
import { findSegments, findSegmentsWithoutIds } from './segment-repository.ts'
import { segmentsOfFlag, segmentsOfSegment } from './segments-behind.ts'

/** `none`: the two lists are left empty, where only references and patterns count. */
export type IdsRead = 'all' | 'none'

/** The segments of an environment that flags refer to, also through other segments. */
export function neededSegments(
  database: Queryable,
  environmentId: string,
  { flags, ids }: { readonly flags: readonly Flag[]; readonly ids: IdsRead },
): readonly Segment[] {
  return withSegmentsBehind(database, environmentId, { keys: flags.flatMap(segmentsOfFlag), known: [], ids })
}

export interface SegmentSearch {
  readonly keys: readonly string[]
  /** Stand in for those that are stored under their keys. */
  readonly known: readonly Segment[]
  readonly ids: IdsRead
}

/** The known segments, and all that the keys and they lead to. */
export function withSegmentsBehind(
  database: Queryable,
  environmentId: string,
  { keys, known, ids }: SegmentSearch,
): readonly Segment[] {
  const read = ids === 'all' ? findSegments : findSegmentsWithoutIds
  const find = (some: readonly string[]): readonly Segment[] => [
    ...read(database, environmentId, some).map(assembleSegment),
    ...findGroupSegments(database, environmentId, some),
  ]
  const found = new Map(known.map((segment) => [segment.key, segment]))
  const asked = new Set(found.keys())
  let wanted = [...keys, ...known.flatMap(segmentsOfSegment)]
  while (wanted.length > 0) {
    const news = [...new Set(wanted)].filter((key) => !asked.has(key))
    for (const key of news) asked.add(key)
    const latest = find(news)
    for (const segment of latest) found.set(segment.key, segment)
    wanted = latest.flatMap(segmentsOfSegment)
  }
  return [...found.values()]
}
