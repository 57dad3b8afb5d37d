import type { SegmentRow } from './segment-repository.ts'
import { segmentView } from './segment-view.ts'

/** Entries are kept for ever: they say who came and went, up to so many, and how many there were. */
const MOST_IDS_AUDITED = 1_000

/** A segment as an audit entry holds it, with the ids that another state of it lacks. */
export function auditedSegment(segment: SegmentRow, other: SegmentRow | undefined) {
  return {
    ...segmentView(segment),
    ...onlyHere('includedIds', segment.included, other?.included),
    ...onlyHere('excludedIds', segment.excluded, other?.excluded),
  }
}

/** Before a change these are the ids that go, after it those that come. */
function onlyHere(name: string, ids: readonly string[], others: readonly string[] = []): object {
  const known = new Set(others)
  const own = ids.filter((id) => !known.has(id))
  return own.length === 0 ? {} : { [name]: own.slice(0, MOST_IDS_AUDITED) }
}
