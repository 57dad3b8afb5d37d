import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { Queryable } from '../db/open-database.ts'
import { compileSegmentsBothWays } from '../explaining/compile-segments-both-ways.ts'
import { type BothWays, compileBothWays, compileFlagBothWays } from '../explaining/preview-draft.ts'
import { draftFlagEdit } from '../flags/draft-flag-edit.ts'
import { type FlagRow, findFlagOrTombstone } from '../flags/flag-repository.ts'
import { flagView } from '../flags/flag-view.ts'
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
import { assembleFlag } from '../targeting/assemble-flag.ts'
import { type InputMoment, applyConfigurationInput } from '../targeting/configuration-input.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { configurationView } from '../targeting/configuration-view.ts'
import type { FlagEverywhereTarget, FlagTarget, GroupTarget, RequestTarget, SegmentTarget } from './request-target.ts'
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

/** @returns `undefined` when it is about something that is gone */
export function showTarget(place: Place, target: RequestTarget): ShownTarget | undefined {
  switch (target.kind) {
    case 'flag':
      return showFlag(place, target)
    case 'flagEverywhere':
      return showFlagEverywhere(place, target)
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

function showFlagEverywhere(
  { database, scope: { environment }, moment }: Place,
  { flag, change }: FlagEverywhereTarget,
): ShownTarget | undefined {
  const before = findFlagOrTombstone(database, flag.projectId, flag.key)
  if (before === undefined || before.deletedAtMs !== null) return undefined
  const after = draftFlagEdit(before, change, moment.nowMs)
  const row = getConfiguration(database, before.id, environment.id)
  const wireOf = (drafted: FlagRow | undefined) =>
    drafted === undefined || drafted.archivedAtMs !== null ? undefined : assembleFlag(drafted, row)
  return {
    version: before.version,
    difference: describeDifference(flagView(before), after === undefined ? null : flagView(after)),
    ids: null,
    both: compileFlagBothWays(database, environment, { key: before.key, before: wireOf(before), after: wireOf(after) }),
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
