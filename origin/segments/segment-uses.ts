import { conditionsOfFlag } from '../../shared/contracts/placed-condition.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import type { Queryable } from '../db/open-database.ts'
import { assembleFlagWithAllRules } from '../targeting/assemble-flag.ts'
import { listFlagsWithSegments } from '../targeting/needs-repository.ts'
import { assembleSegment } from './assemble-segment.ts'
import { listReferringSegments } from './segment-repository.ts'
import { segmentsOfSegment } from './segments-behind.ts'

export interface SegmentUses {
  /** Keys of the flags that refer to it in their rules, also in rules that are switched off. */
  readonly flags: readonly string[]
  /** Keys of the segments that refer to it in theirs. */
  readonly segments: readonly string[]
}

/** Who refers to a segment, directly. */
export function usesOfSegment(database: Queryable, environmentId: string, key: string): SegmentUses {
  return {
    flags: flagsThatUse(database, environmentId, new Set([key])).map((flag) => flag.key),
    segments: listReferringSegments(database, environmentId)
      .filter((row) => segmentsOfSegment(assembleSegment(row)).includes(key))
      .map((row) => row.key),
  }
}

/** The segment itself and all that refer to it, also through others. */
export function segmentsThatUse(database: Queryable, environmentId: string, key: string): ReadonlySet<string> {
  const referring = listReferringSegments(database, environmentId).map((row) => ({
    key: row.key,
    refersTo: segmentsOfSegment(assembleSegment(row)),
  }))
  const found = new Set([key])
  const open = [key]
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    for (const segment of referring) {
      if (found.has(segment.key) || !segment.refersTo.includes(current)) continue
      found.add(segment.key)
      open.push(segment.key)
    }
  }
  return found
}

/** The flags that refer to one of these segments themselves, with all their rules. */
export function flagsThatUse(database: Queryable, environmentId: string, keys: ReadonlySet<string>): readonly Flag[] {
  return listFlagsWithSegments(database, environmentId)
    .map(({ flag, configuration }) => assembleFlagWithAllRules(flag, configuration))
    .filter((flag) =>
      conditionsOfFlag(flag).some(({ condition }) => 'segment' in condition && keys.has(condition.segment)),
    )
}
