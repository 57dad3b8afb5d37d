import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Change } from '../changes/commit-change.ts'
import { invalidInput } from '../errors/parse-input.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { draftSegment, problemsOfDraft } from '../segments/draft-segment.ts'
import { getSegment } from '../segments/get-segment.ts'
import { patchSegment } from '../segments/segment-service.ts'
import { applyConfigurationInput } from '../targeting/configuration-input.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { changeConfiguration } from '../targeting/configuration-service.ts'
import { problemsOfChange } from '../targeting/problems-of-change.ts'
import type { FlagTarget, RequestTarget, SegmentTarget } from './request-target.ts'

interface Checked {
  readonly version: number
  readonly problems: readonly Problem[]
}

/**
 * Refuses what edges could not decide.
 * @returns the version of the configuration or segment that the change was checked against
 */
export function checkTarget(change: Change, scope: EnvironmentScope, target: RequestTarget): number {
  const check = target.kind === 'flag' ? checkFlag(change, scope, target) : checkSegment(change, scope, target)
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
  if (target.kind === 'segment') {
    const { key, change: patch } = target
    patchSegment(change, scope, { action: 'segment.apply', key, precondition, patch })
    return
  }
  changeConfiguration(change, scope, {
    action: 'configuration.apply',
    flagKey: target.flag.key,
    precondition,
    edit: (current) => applyConfigurationInput(current, target.change, change),
  })
}

/** A new rule has its id from the start: what is looked at is what is applied. */
export function withRuleIds({ drawId }: Change, target: RequestTarget): RequestTarget {
  if (target.kind === 'segment' || target.change.rules === undefined) return target
  const rules = target.change.rules.map((rule) => ({ id: drawId(), ...rule }))
  return { ...target, change: { ...target.change, rules } }
}

function checkFlag(change: Change, { environment }: EnvironmentScope, { flag, change: asked }: FlagTarget): Checked {
  const before = getConfiguration(change.transaction, flag.id, environment.id)
  const after = applyConfigurationInput(before, asked, change)
  const problems = problemsOfChange(change.transaction, environment, { flag, before, after })
  return { version: before.version, problems }
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
