import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Change } from '../changes/commit-change.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { applyFlagEdit } from '../flags/apply-flag-edit.ts'
import { problemsOfFlagEdit } from '../flags/problems-of-flag-edit.ts'
import { getFlag } from '../flags/get-flag.ts'
import { getGroup } from '../groups/get-group.ts'
import { patchGroup } from '../groups/group-service.ts'
import { problemsOfGroupEdit } from '../groups/problems-of-group-edit.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { draftSegment, problemsOfDraft } from '../segments/draft-segment.ts'
import { getSegment } from '../segments/get-segment.ts'
import { patchSegment } from '../segments/segment-service.ts'
import { applyConfigurationInput } from '../targeting/configuration-input.ts'
import { type ConfigurationRow, getConfiguration } from '../targeting/configuration-repository.ts'
import { changeConfiguration } from '../targeting/configuration-service.ts'
import { problemsOfChange } from '../targeting/problems-of-change.ts'
import type { FlagEverywhereTarget, FlagTarget, GroupTarget, RequestTarget, SegmentTarget } from './request-target.ts'

interface Checked {
  readonly version: number
  readonly problems: readonly Problem[]
}

/**
 * Refuses what edges could not decide.
 * @returns the version of the configuration, flag, segment or group that the change was checked against
 */
export function checkTarget(change: Change, scope: EnvironmentScope, target: RequestTarget): number {
  const check = checkByKind(change, scope, target)
  if (check.problems.length === 0) return check.version
  throw invalidInput(check.problems.map(({ path, message }) => ({ path: ['change', ...path], message })))
}

/** Makes the change, unless somebody changed the same thing since that version. */
export function applyTarget(
  change: Change,
  scope: EnvironmentScope,
  { target, baseVersion }: { readonly target: RequestTarget; readonly baseVersion: number },
): void {
  const precondition = [`"${baseVersion}"`]
  switch (target.kind) {
    case 'flag': {
      const edit = (current: ConfigurationRow) => applyConfigurationInput(current, target.change, change)
      const flagKey = target.flag.key
      return void changeConfiguration(change, scope, { action: 'configuration.apply', flagKey, precondition, edit })
    }
    case 'flagEverywhere': {
      const { flag, change: edit } = target
      return applyFlagEdit(change, scope.project, { key: flag.key, precondition, edit })
    }
    case 'segment': {
      const { key, change: patch } = target
      return void patchSegment(change, scope, { action: 'segment.apply', key, precondition, patch })
    }
    case 'group': {
      const { key, change: edit } = target
      return void patchGroup(change, scope.project.id, { action: 'group.apply', key, precondition, edit })
    }
    default:
      assertNever(target)
  }
}

/** A new rule has its id from the start: what is looked at is what is applied. */
export function withRuleIds({ drawId }: Change, target: RequestTarget): RequestTarget {
  if (target.kind !== 'flag' || target.change.rules === undefined) return target
  const rules = target.change.rules.map((rule) => ({ id: drawId(), ...rule }))
  return { ...target, change: { ...target.change, rules } }
}

function checkByKind(change: Change, scope: EnvironmentScope, target: RequestTarget): Checked {
  switch (target.kind) {
    case 'flag':
      return checkFlag(change, scope, target)
    case 'flagEverywhere':
      return checkFlagEverywhere(change, target)
    case 'segment':
      return checkSegment(change, scope, target)
    case 'group':
      return checkGroup(change, scope, target)
    default:
      return assertNever(target)
  }
}

function checkFlag(change: Change, { environment }: EnvironmentScope, { flag, change: asked }: FlagTarget): Checked {
  const before = getConfiguration(change.transaction, flag.id, environment.id)
  const after = applyConfigurationInput(before, asked, change)
  const problems = problemsOfChange(change.transaction, environment, { flag, before, after })
  return { version: before.version, problems }
}

function checkFlagEverywhere({ transaction, nowMs }: Change, { flag, change: edit }: FlagEverywhereTarget): Checked {
  const before = getFlag(transaction, flag.projectId, flag.key)
  return { version: before.version, problems: problemsOfFlagEdit(transaction, before, { edit, nowMs }) }
}

function checkSegment(
  change: Change,
  { environment }: EnvironmentScope,
  { key, change: asked }: SegmentTarget,
): Checked {
  const before = getSegment(change.transaction, environment.id, key)
  const after = { ...before, ...draftSegment(before, asked) }
  return { version: before.version, problems: problemsOfDraft(change.transaction, environment, { before, after }) }
}

function checkGroup(
  { transaction }: Change,
  { project }: EnvironmentScope,
  { key, change: asked }: GroupTarget,
): Checked {
  const before = getGroup(transaction, project.id, key)
  return { version: before.version, problems: problemsOfGroupEdit(transaction, before, asked) }
}
