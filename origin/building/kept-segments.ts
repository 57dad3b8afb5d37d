import { type EncodedItem, encodeItem } from '../../shared/contracts/ruleset.ts'
import { reachedSegments, segmentsOfSegment } from '../segments/segments-behind.ts'
import type { StampedSegment } from '../segments/stamped-segments.ts'

/** A segment that was read before and has not changed since. */
export interface KeptSegment {
  readonly stamp: string
  readonly encoded: EncodedItem
  /** The keys of the segments that it refers to itself. */
  readonly segmentKeys: readonly string[]
}

/** What of an environment's segments a ruleset needs. */
export interface SegmentSection {
  /** Those that flags refer to, also through other segments. */
  readonly encoded: readonly EncodedItem[]
  /**
   * A text for segments and all behind them: another one whenever one of them is another, so that what was proved with
   * them is proved as long as it stays.
   */
  readonly stampSegments: (keys: readonly string[]) => string
}

/** @returns the segments of the environment, in its order: those of before where nothing changed, the others encoded */
export function keepSegments(
  before: ReadonlyMap<string, KeptSegment>,
  stamped: readonly StampedSegment[],
): ReadonlyMap<string, KeptSegment> {
  const kept = new Map<string, KeptSegment>()
  for (const { segmentId, stamp, segment } of stamped) {
    const same =
      segment === undefined
        ? before.get(segmentId)
        : { stamp, encoded: encodeItem(segment), segmentKeys: segmentsOfSegment(segment) }
    if (same === undefined) throw new Error(`segment ${segmentId} was neither read nor kept`)
    kept.set(segmentId, same)
  }
  return kept
}

export function selectSegments(
  segments: ReadonlyMap<string, KeptSegment>,
  flags: Iterable<{ readonly segmentKeys: readonly string[] }>,
): SegmentSection {
  const byKey = new Map(
    [...segments].map(([id, kept]) => [kept.encoded.key, { ...kept, stamp: `${id}.${kept.stamp}` }]),
  )
  const referencesOf = (key: string) => byKey.get(key)?.segmentKeys ?? []
  const roots = [...flags].flatMap(({ segmentKeys }) => segmentKeys)
  const reached = reachedSegments(roots, referencesOf)
  return {
    encoded: [...byKey.values()].map(({ encoded }) => encoded).filter(({ key }) => reached.has(key)),
    stampSegments: (keys) =>
      [...reachedSegments(keys, referencesOf)].map((key) => byKey.get(key)?.stamp ?? `no ${key}`).join(' '),
  }
}
