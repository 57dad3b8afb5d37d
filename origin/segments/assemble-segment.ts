import type { Segment } from '../../shared/contracts/segment.ts'
import type { segments } from '../db/schema/segments.ts'

/** What edges need of a segment. */
export type SegmentPart = Pick<typeof segments.$inferSelect, 'key' | 'by' | 'included' | 'excluded' | 'rules'>

/** Makes the segment that edges decide by out of its row: what is validated is what is published. */
export function assembleSegment({ key, by, included, excluded, rules }: SegmentPart): Segment {
  return { key, ...(by === null ? {} : { by }), included, excluded, rules }
}
