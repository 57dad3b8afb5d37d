import type { Flag } from '../../shared/contracts/flag.ts'
import { conditionsOfFlag } from '../../shared/contracts/placed-condition.ts'
import { type EncodedItem, encodeItem } from '../../shared/contracts/ruleset.ts'
import type { StampedFlag } from '../publishing/publishing-repository.ts'
import { segmentsOfFlag } from '../segments/segments-behind.ts'

/** A flag that was read before and has not changed since. */
export interface KeptFlag {
  readonly stamp: string
  readonly encoded: EncodedItem
  /** Whether it can be decided depends on other flags too, which may change without it. */
  readonly needsFlags: boolean
  /** The keys of the segments that it refers to itself. */
  readonly segmentKeys: readonly string[]
  /** With which segments edges can decide it, and always will as it is: see `stampSegments`. */
  provenWith: string | undefined
}

/** @returns the flags of the newest ruleset, in its order: those of before where nothing changed, the others encoded */
export function keepFlags(
  before: ReadonlyMap<number, KeptFlag>,
  stamped: readonly StampedFlag<EncodedFlag>[],
): ReadonlyMap<number, KeptFlag> {
  const kept = new Map<number, KeptFlag>()
  for (const { flagId, stamp, made } of stamped) {
    const same = made === undefined ? before.get(flagId) : { ...made, stamp, provenWith: undefined }
    if (same === undefined) throw new Error(`flag ${flagId} was neither read nor kept`)
    kept.set(flagId, same)
  }
  return kept
}

/** What is kept of a flag, made as soon as it was read. */
export type EncodedFlag = Pick<KeptFlag, 'encoded' | 'needsFlags' | 'segmentKeys'>

export function encodeFlag(flag: Flag): EncodedFlag {
  const needsFlags = conditionsOfFlag(flag).some(({ condition }) => 'flag' in condition)
  return { encoded: encodeItem(flag), needsFlags, segmentKeys: segmentsOfFlag(flag) }
}
