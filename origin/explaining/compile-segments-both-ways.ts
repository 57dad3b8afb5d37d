import type { Segment } from '../../shared/contracts/segment.ts'
import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { withSegmentsBehind } from '../segments/needed-segments.ts'
import { flagsThatUse } from '../segments/segment-uses.ts'
import { assembleFlag } from '../targeting/assemble-flag.ts'
import { flagsThatNeed } from '../targeting/flags-that-need.ts'
import { withAllNeeded } from '../targeting/needed-flags.ts'
import { findFlagsIn } from '../targeting/needs-repository.ts'
import { compilePartialRuleset } from '../targeting/partial-ruleset.ts'
import type { BothWays } from './preview-draft.ts'

export interface SegmentsStep {
  readonly before: readonly Segment[]
  readonly after: readonly Segment[]
  /** Their keys, and those of the segments that lead to them. */
  readonly keys: ReadonlySet<string>
}

/** All flags that segments concern, with the segments as they are and as they would be. */
export function compileSegmentsBothWays(
  database: Queryable,
  environment: Environment,
  { before, after, keys: segmentKeys }: SegmentsStep,
): BothWays {
  const users = flagsThatUse(database, environment.id, segmentKeys)
  const keys = new Set(users.map(({ key }) => key))
  for (const { key } of users) {
    for (const flag of flagsThatNeed(database, environment.id, { key, assemble: assembleFlag })) keys.add(flag.key)
  }
  const roots = findFlagsIn(database, environment, [...keys]).map((found) =>
    assembleFlag(found.flag, found.configuration),
  )
  const { flags, segments } = withAllNeeded(database, environment, { roots, assemble: assembleFlag, ids: 'none' })
  const compileWith = (known: readonly Segment[]) =>
    compilePartialRuleset(environment, {
      flags,
      segments: withSegmentsBehind(database, environment.id, {
        keys: segments.map(({ key }) => key),
        known,
        ids: 'all',
      }),
    })
  return { before: compileWith(before), after: compileWith(after), flagKeys: [...keys] }
}
