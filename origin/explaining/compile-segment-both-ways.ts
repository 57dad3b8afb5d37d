import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { assembleSegment } from '../segments/assemble-segment.ts'
import type { SegmentStep } from '../segments/draft-segment.ts'
import { withSegmentsBehind } from '../segments/needed-segments.ts'
import { flagsThatUse, segmentsThatUse } from '../segments/segment-uses.ts'
import { assembleFlag } from '../targeting/assemble-flag.ts'
import { flagsThatNeed } from '../targeting/flags-that-need.ts'
import { withAllNeeded } from '../targeting/needed-flags.ts'
import { findFlagsIn } from '../targeting/needs-repository.ts'
import { compilePartialRuleset } from '../targeting/partial-ruleset.ts'
import type { BothWays } from './preview-draft.ts'

/** All flags that a segment concerns, with the segment as it is and as it would be. */
export function compileSegmentBothWays(
  database: Queryable,
  environment: Environment,
  { before, after }: SegmentStep,
): BothWays {
  const users = flagsThatUse(database, environment.id, segmentsThatUse(database, environment.id, before.key))
  const keys = new Set(users.map(({ key }) => key))
  for (const { key } of users) {
    for (const flag of flagsThatNeed(database, environment.id, { key, assemble: assembleFlag })) keys.add(flag.key)
  }
  const roots = findFlagsIn(database, environment, [...keys]).map((found) =>
    assembleFlag(found.flag, found.configuration),
  )
  const { flags, segments } = withAllNeeded(database, environment, { roots, assemble: assembleFlag, ids: 'none' })
  const compileWith = (segment: SegmentStep['before']) =>
    compilePartialRuleset(environment, {
      flags,
      segments: withSegmentsBehind(database, environment.id, {
        keys: segments.map(({ key }) => key),
        known: [assembleSegment(segment)],
        ids: 'all',
      }),
    })
  return { before: compileWith(before), after: compileWith(after), flagKeys: [...keys] }
}
