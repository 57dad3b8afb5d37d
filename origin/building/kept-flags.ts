import type { Flag } from '../../shared/contracts/flag.ts'
import { conditionsOfFlag } from '../../shared/contracts/placed-condition.ts'
import { type EncodedItem, encodeItem } from '../../shared/contracts/ruleset.ts'
import type { StampedFlag } from '../publishing/publishing-repository.ts'

/** A flag that was read before and has not changed since. */
export interface KeptFlag {
  readonly stamp: string
  readonly encoded: EncodedItem
  /** Whether it can be decided depends on other flags or segments too, which may change without it. */
  readonly needsOthers: boolean
  /** Whether edges can decide it, and always will as it is. */
  isProven: boolean
}

/** @returns the flags of the newest ruleset, in its order: those of before where nothing changed, the others encoded */
export function keepFlags(
  before: ReadonlyMap<number, KeptFlag>,
  stamped: readonly StampedFlag[],
): ReadonlyMap<number, KeptFlag> {
  const kept = new Map<number, KeptFlag>()
  for (const { flagId, stamp, flag } of stamped) {
    const same = flag === undefined ? before.get(flagId) : newlyKept(stamp, flag)
    if (same === undefined) throw new Error(`flag ${flagId} was neither read nor kept`)
    kept.set(flagId, same)
  }
  return kept
}

function newlyKept(stamp: string, flag: Flag): KeptFlag {
  const needsOthers = conditionsOfFlag(flag).some(({ condition }) => 'flag' in condition || 'segment' in condition)
  return { stamp, encoded: encodeItem(flag), needsOthers, isProven: false }
}
