import type { Flag } from '../../shared/contracts/flag.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Segment } from '../../shared/contracts/segment.ts'
import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { assembleFlagWithAllRules } from '../targeting/assemble-flag.ts'
import { flagsThatNeed } from '../targeting/flags-that-need.ts'
import { withAllNeeded } from '../targeting/needed-flags.ts'
import { compilePartialRuleset } from '../targeting/partial-ruleset.ts'
import { flagsThatUse, segmentsThatUse } from './segment-uses.ts'
import { withSegmentsBehind } from './needed-segments.ts'

/** Whoever is told of the first few knows what to look for. */
const MOST_NAMED = 10

export interface SegmentChange {
  readonly before: Segment
  readonly after: Segment
  /** What people know it as: a group is a segment only to edges. */
  readonly called?: 'segment' | 'group'
}

/** Which flags could be decided before a segment's rules change, and could not afterwards. */
export function flagsBrokenBySegment(
  database: Queryable,
  environment: Environment,
  { before, after, called = 'segment' }: SegmentChange,
): readonly Problem[] {
  const users = flagsThatUse(database, environment.id, segmentsThatUse(database, environment.id, after.key))
  const concerned = withThoseThatNeed(database, environment, users)
  if (concerned.length === 0) return []
  const part = withAllNeeded(database, environment, {
    roots: concerned,
    assemble: assembleFlagWithAllRules,
    ids: 'none',
  })
  const brokenWith = (segment: Segment) => {
    const known = [{ ...segment, included: [], excluded: [] }]
    const keys = part.segments.map(({ key }) => key)
    const segments = withSegmentsBehind(database, environment.id, { keys, known, ids: 'none' })
    return compilePartialRuleset(environment, { flags: part.flags, segments })
      .allFlags()
      .filter((flag) => flag.state === 'broken')
  }
  const broken = brokenWith(after)
  if (broken.length === 0) return []
  const wereBroken = new Set(brokenWith(before).map(({ key }) => key))
  return broken
    .filter(({ key }) => !wereBroken.has(key))
    .slice(0, MOST_NAMED)
    .map(({ key, resolution }) => ({
      path: ['rules'],
      message: `the flag ${JSON.stringify(key)} needs this ${called} and would break: ${resolution.errorMessage}`,
    }))
}

function withThoseThatNeed(database: Queryable, { id }: Environment, users: readonly Flag[]): readonly Flag[] {
  const all = new Map(users.map((flag) => [flag.key, flag]))
  for (const { key } of users) {
    for (const flag of flagsThatNeed(database, id, { key, assemble: assembleFlagWithAllRules })) all.set(flag.key, flag)
  }
  return [...all.values()]
}
