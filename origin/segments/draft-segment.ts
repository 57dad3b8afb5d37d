import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import { encodeItem } from '../../shared/contracts/ruleset.ts'
import type { Queryable } from '../db/open-database.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { assembleSegment } from './assemble-segment.ts'
import { flagsBrokenBySegment } from './flags-broken-by-segment.ts'
import { problemsOfSegment } from './problems-of-segment.ts'
import { type SegmentPatch, tidyIds } from './segment-input.ts'
import type { SegmentRow } from './segment-repository.ts'

type Draft = Omit<SegmentRow, 'id' | 'bytes' | 'includedCount' | 'excludedCount'>

/** Lays what was given over a segment, and measures what comes of it. */
export function draftSegment(current: Draft, input: SegmentPatch): Omit<SegmentRow, 'id'> {
  const { included, excluded, ...members } = input
  const draft: Draft = {
    ...current,
    ...members,
    ...(included === undefined ? {} : { included: tidyIds(included) }),
    ...(excluded === undefined ? {} : { excluded: tidyIds(excluded) }),
  }
  return {
    ...draft,
    includedCount: draft.included.length,
    excludedCount: draft.excluded.length,
    bytes: encodeItem(assembleSegment(draft)).bytes.length,
  }
}

export interface SegmentStep {
  readonly before: SegmentRow
  readonly after: SegmentRow
}

/** Why a segment may not become another: what is wrong with it, then which flags could not be decided any more. */
export function problemsOfDraft(
  database: Queryable,
  environment: Environment,
  { before, after }: SegmentStep,
): readonly Problem[] {
  const [was, becomes] = [assembleSegment(before), assembleSegment(after)]
  const problems = problemsOfSegment(database, environment, { segment: becomes, bytes: after.bytes })
  if (problems.length > 0 || isDeepStrictEqual(was.rules, becomes.rules)) return problems
  return flagsBrokenBySegment(database, environment, { before: was, after: becomes })
}
