import type { Problem } from '../../shared/contracts/parse-result.ts'
import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { getFlag } from '../flags/get-flag.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { getCurrentEnvironment } from '../projects/get-current-environment.ts'
import type { ConfigurationPart } from './assemble-flag.ts'
import { type ConfigurationRow, getConfiguration, updateConfiguration } from './configuration-repository.ts'
import { configurationView } from './configuration-view.ts'
import { movesOfChange } from './moves-of-change.ts'
import { isKill, requireMayChange } from './require-may-change.ts'
import { problemsOfChange } from './problems-of-change.ts'

export interface ConfigurationEdit {
  /** As history names it; an ordinary change unless it says otherwise. */
  readonly action?: `configuration.${string}`
  readonly flagKey: string
  readonly precondition: Precondition
  /** Makes the next configuration out of the current one. It may throw, and then nothing changes. */
  readonly edit: (current: ConfigurationRow, flag: FlagRow) => ConfigurationPart
}

export interface ChangedConfiguration {
  readonly row: ConfigurationRow
  /** Where people will be placed anew, by the paths of the configuration; not a reason to refuse it. */
  readonly moves: readonly Problem[]
}

/** Changes what a flag does in one environment. Every way of doing so ends here. */
export function changeConfiguration(
  change: Change,
  scope: EnvironmentScope,
  order: ConfigurationEdit,
): ChangedConfiguration {
  const { project, environment } = scope
  const flag = getFlag(change.transaction, project.id, order.flagKey)
  if (flag.archivedAtMs !== null) {
    throw new OriginError('flag_is_archived', 'expected a flag that is not archived: restore it first', {
      subject: flag.key,
    })
  }
  const current = getConfiguration(change.transaction, flag.id, environment.id)
  const audited = { projectId: project.id, environmentId: environment.id, target: flag.key, kind: 'configuration' }
  checkPrecondition(order.precondition, {
    version: String(current.version),
    lastChange: () => findLastChange(change.transaction, audited),
  })
  const edited = order.edit(current, flag)
  const edit = { flag, before: current, after: edited }
  requireMayChange(change.way, getCurrentEnvironment(change.transaction, environment), edit)
  const problems = problemsOfChange(change.transaction, environment, edit)
  if (problems.length > 0) throw invalidInput(problems)
  const next: ConfigurationRow = {
    ...current,
    ...edited,
    configured: true,
    version: current.version + 1,
    updatedAtMs: change.nowMs,
  }
  updateConfiguration(change.transaction, next)
  change.touchRuleset(environment.id)
  change.audit({
    action: isKill(edit) ? 'configuration.kill' : (order.action ?? 'configuration.update'),
    projectId: project.id,
    environmentId: environment.id,
    target: flag.key,
    before: configurationView(flag.key, environment.key, current),
    after: configurationView(flag.key, environment.key, next),
  })
  return { row: next, moves: movesOfChange(edit) }
}
