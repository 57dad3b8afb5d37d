import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { Queryable } from '../db/open-database.ts'
import { compileSegmentsBothWays } from '../explaining/compile-segments-both-ways.ts'
import { type BothWays, compileBothWays } from '../explaining/preview-draft.ts'
import { draftGroup } from '../groups/draft-group.ts'
import { findGroup } from '../groups/group-repository.ts'
import { segmentsOfGroup } from '../groups/group-segments.ts'
import { groupView } from '../groups/group-view.ts'
import { type Difference, describeDifference } from '../history/describe-difference.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { assembleSegment } from '../segments/assemble-segment.ts'
import { draftSegment } from '../segments/draft-segment.ts'
import { findSegment } from '../segments/segment-repository.ts'
import { segmentsThatUse } from '../segments/segment-uses.ts'
import { segmentView } from '../segments/segment-view.ts'
import { type InputMoment, applyConfigurationInput } from '../targeting/configuration-input.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { configurationView } from '../targeting/configuration-view.ts'
import type { FlagTarget, GroupTarget, RequestTarget, SegmentTarget } from './request-target.ts'
import { type IdChanges, idChangesOf } from './id-changes.ts'

/** What a request would change, as things are now. */
export interface ShownTarget {
  /** Of what would be changed. */
  readonly version: number
  readonly difference: Difference
  /** `null` where lists of ids are nothing that it has. */
  readonly ids: IdChanges | null
  readonly both: BothWays
}

interface Place {
  readonly database: Queryable
  readonly scope: EnvironmentScope
  readonly moment: InputMoment
}

/** @returns `undefined` when it is about a segment or a group that is gone */
export function showTarget(place: Place, target: RequestTarget): ShownTarget | undefined {
  switch (target.kind) {
    case 'flag':
      return showFlag(place, target)
    case 'segment':
      return showSegment(place, target)
    case 'group':
      return showGroup(place, target)
    default:
      return assertNever(target)
  }
}

function showFlag({ database, scope: { environment }, moment }: Place, { flag, change }: FlagTarget): ShownTarget {
  const row = getConfiguration(database, flag.id, environment.id)
  const draft = applyConfigurationInput(row, change, moment)
  const viewOf = (part: typeof row) => configurationView(flag.key, environment.key, part)
  return {
    version: row.version,
    difference: describeDifference(viewOf(row), viewOf({ ...row, ...draft })),
    ids: null,
    both: compileBothWays(database, { environment, flag, row }, draft),
  }
}

function showSegment(
  { database, scope: { environment } }: Place,
  { key, change }: SegmentTarget,
): ShownTarget | undefined {
  const before = findSegment(database, environment.id, key)
  if (before === undefined) return undefined
  const after = { ...before, ...draftSegment(before, change) }
  return {
    version: before.version,
    difference: describeDifference(segmentView(before), segmentView(after)),
    ids: idChangesOf(before, after),
    both: compileSegmentsBothWays(database, environment, {
      before: [assembleSegment(before)],
      after: [assembleSegment(after)],
      keys: segmentsThatUse(database, environment.id, key),
    }),
  }
}

function showGroup({ database, scope }: Place, { key, change }: GroupTarget): ShownTarget | undefined {
  const group = findGroup(database, scope.project.id, key)
  if (group === undefined) return undefined
  const draft = draftGroup(group, change)
  const [before, after] = [segmentsOfGroup(group), segmentsOfGroup(draft)]
  const keys = new Set([...before, ...after].map((segment) => segment.key))
  return {
    version: group.version,
    difference: describeDifference(groupView(group), groupView(draft)),
    ids: null,
    both: compileSegmentsBothWays(database, scope.environment, { before, after, keys }),
  }
}
