import { asc, eq, inArray } from 'drizzle-orm'
import type { Segment } from '../../shared/contracts/segment.ts'
import type { Queryable } from '../db/open-database.ts'
import { segments } from '../db/schema/segments.ts'
import { listGroupsIn } from '../groups/group-repository.ts'
import { segmentsOfGroup } from '../groups/group-segments.ts'
import { assembleSegment } from './assemble-segment.ts'

export interface StampedSegment {
  readonly segmentId: string
  /** Another one whenever something changed that edges see. */
  readonly stamp: string
  /** `undefined` when the caller has it under this stamp. */
  readonly segment: Segment | undefined
}

/** Each may hold two lists of 100 000 ids. */
const SEGMENTS_PER_READ = 20

/**
 * The segments of an environment by key, then those that groups are there.
 * @param had  by id, the stamp under which the caller has it
 */
export function readStampedSegments(
  database: Queryable,
  environmentId: string,
  had: ReadonlyMap<string, string>,
): readonly StampedSegment[] {
  return [...readOwn(database, environmentId, had), ...readGroups(database, environmentId, had)]
}

function readOwn(
  database: Queryable,
  environmentId: string,
  had: ReadonlyMap<string, string>,
): readonly StampedSegment[] {
  const stamps = database
    .select({ id: segments.id, version: segments.version })
    .from(segments)
    .where(eq(segments.environmentId, environmentId))
    .orderBy(asc(segments.key))
    .all()
    .map(({ id, version }) => ({ id, segmentId: String(id), stamp: String(version) }))
  const news = stamps.filter(({ segmentId, stamp }) => had.get(segmentId) !== stamp).map(({ id }) => id)
  const read = readSegments(database, news)
  return stamps.map(({ id, segmentId, stamp }) => ({ segmentId, stamp, segment: read.get(id) }))
}

function readGroups(
  database: Queryable,
  environmentId: string,
  had: ReadonlyMap<string, string>,
): readonly StampedSegment[] {
  return listGroupsIn(database, environmentId).flatMap((group) =>
    segmentsOfGroup(group).map((segment) => {
      const segmentId = `${group.id} ${segment.key}`
      const stamp = String(group.version)
      return { segmentId, stamp, segment: had.get(segmentId) === stamp ? undefined : segment }
    }),
  )
}

function readSegments(database: Queryable, ids: readonly number[]): ReadonlyMap<number, Segment> {
  const read = new Map<number, Segment>()
  for (let i = 0; i < ids.length; i += SEGMENTS_PER_READ) {
    const some = inArray(segments.id, ids.slice(i, i + SEGMENTS_PER_READ))
    for (const row of database.select().from(segments).where(some).all()) read.set(row.id, assembleSegment(row))
  }
  return read
}
