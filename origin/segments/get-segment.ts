import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type SegmentHead, type SegmentRow, findSegment, findSegmentHead } from './segment-repository.ts'

export function getSegment(database: Queryable, environmentId: string, key: string): SegmentRow {
  return findSegment(database, environmentId, key) ?? refuse(key)
}

/** Without its ids. */
export function getSegmentHead(database: Queryable, environmentId: string, key: string): SegmentHead {
  return findSegmentHead(database, environmentId, key) ?? refuse(key)
}

function refuse(key: string): never {
  throw new OriginError('segment_not_found', `no segment has the key ${JSON.stringify(key)}`, { subject: key })
}
