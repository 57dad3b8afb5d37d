import { asc, eq, inArray } from 'drizzle-orm'
import type { Segment } from '../../shared/contracts/segment.ts'
import type { Queryable } from '../db/open-database.ts'
import { segments } from '../db/schema.ts'
import { assembleSegment } from './assemble-segment.ts'

export interface SegmentStamp {
  readonly segmentId: number
  readonly stamp: string
}

/** Each may hold two lists of 100 000 ids. */
const SEGMENTS_PER_READ = 20

/** Of every segment of an environment, by key. */
export function listSegmentStamps(database: Queryable, environmentId: string): readonly SegmentStamp[] {
  return database
    .select({ segmentId: segments.id, version: segments.version })
    .from(segments)
    .where(eq(segments.environmentId, environmentId))
    .orderBy(asc(segments.key))
    .all()
    .map(({ segmentId, version }) => ({ segmentId, stamp: String(version) }))
}

export function readSegments(database: Queryable, ids: readonly number[]): ReadonlyMap<number, Segment> {
  const read = new Map<number, Segment>()
  for (let i = 0; i < ids.length; i += SEGMENTS_PER_READ) {
    const some = inArray(segments.id, ids.slice(i, i + SEGMENTS_PER_READ))
    for (const row of database.select().from(segments).where(some).all()) read.set(row.id, assembleSegment(row))
  }
  return read
}
