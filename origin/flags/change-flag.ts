import type { Problem } from '../../shared/contracts/parse-result.ts'
import { describeProblem } from '../../shared/contracts/parse-result.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { invalidInput } from '../errors/parse-input.ts'
import type { Project } from '../projects/project-repository.ts'
import {
  type EnvironmentConfiguration,
  listConfigurations,
  resetConfigurations,
} from '../targeting/configuration-repository.ts'
import { configurationView } from '../targeting/configuration-view.ts'
import { problemsOfConfiguration } from '../targeting/problems-of-configuration.ts'
import type { FlagPatch } from './flag-input.ts'
import { type FlagRow, updateFlag } from './flag-repository.ts'
import { flagView } from './flag-view.ts'
import { getFlag } from './get-flag.ts'

export interface FlagOrder {
  readonly key: string
  readonly precondition: Precondition
}

/** Changes what a flag is everywhere; refused when any environment's configuration would no longer fit. */
export function patchFlag(change: Change, project: Project, order: FlagOrder & { readonly patch: FlagPatch }): FlagRow {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, String(before.version))
  const after: FlagRow = { ...before, ...order.patch, version: before.version + 1, updatedAtMs: change.nowMs }
  const configurations = listConfigurations(change.transaction, before.id)
  const problems = configurations.flatMap((configuration) => problemsOfPatch(after, configuration))
  if (problems.length > 0) throw invalidInput(problems)
  updateFlag(change.transaction, after)
  const { variants, clientVisible } = order.patch
  if (variants !== undefined || clientVisible !== undefined) touchAll(change, configurations)
  change.audit({ ...acted('flag.update', after), before: flagView(before), after: flagView(after) })
  return after
}

/** Leaves a tombstone: the key stays taken, the salt stays known, no rule stays behind. */
export function deleteFlag(change: Change, project: Project, order: FlagOrder): void {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, String(before.version))
  const { nowMs } = change
  updateFlag(change.transaction, { ...before, version: before.version + 1, updatedAtMs: nowMs, deletedAtMs: nowMs })
  const configurations = listConfigurations(change.transaction, before.id)
  touchAll(change, configurations)
  resetConfigurations(change.transaction, before, nowMs)
  change.audit({
    ...acted('flag.delete', before),
    before: { ...flagView(before), configurations: viewsOf(before, configurations) },
  })
}

/** A patch knows the flag's own members; what is wrong in an environment is said of the variants, which broke it. */
function problemsOfPatch(
  after: FlagRow,
  { environmentKey, configuration }: EnvironmentConfiguration,
): readonly Problem[] {
  return problemsOfConfiguration(after, configuration).map((problem) =>
    problem.path[0] === 'variants'
      ? problem
      : { path: ['variants'], message: `in environment ${environmentKey}, ${describeProblem(problem)}` },
  )
}

function touchAll(change: Change, configurations: readonly EnvironmentConfiguration[]): void {
  for (const { configuration } of configurations) change.touchRuleset(configuration.environmentId)
}

/** What the flag did in every environment: the deletion resets it, and only the audit still knows it. */
function viewsOf({ key }: FlagRow, configurations: readonly EnvironmentConfiguration[]) {
  return configurations.map(({ environmentKey, configuration }) =>
    configurationView(key, environmentKey, configuration),
  )
}

function acted(action: string, { projectId, key }: FlagRow) {
  return { action, projectId, target: key }
}
