import type { Problem } from '../../shared/contracts/parse-result.ts'
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
import type { FlagPatch } from './flag-input.ts'
import { millisecondsOf } from '../http/time-schema.ts'
import { type FlagRow, updateFlag } from './flag-repository.ts'
import { flagView } from './flag-view.ts'
import { getFlag } from './get-flag.ts'
import { problemsOfFlagChange } from './problems-of-flag-change.ts'
import { refuseNeeded, refuseWherePeopleAreProtected, targetOf, touchAll } from './flag-change-steps.ts'

export interface FlagOrder {
  readonly key: string
  readonly precondition: Precondition
}

/** Changes what a flag is everywhere; refused when any environment's configuration would no longer fit. */
export function patchFlag(change: Change, project: Project, order: FlagOrder & { readonly patch: FlagPatch }): FlagRow {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, targetOf(change, before))
  const { expectedEndAt, ...members } = order.patch
  const after: FlagRow = {
    ...before,
    ...members,
    ...(expectedEndAt === undefined ? {} : { expectedEndAtMs: millisecondsOf(expectedEndAt) }),
    version: before.version + 1,
    updatedAtMs: change.nowMs,
  }
  const { variants, clientVisible } = order.patch
  // What only people look at cannot break a configuration, and edges never learn of it.
  const concernsEdges = variants !== undefined || clientVisible !== undefined
  const configurations = concernsEdges ? listConfigurations(change.transaction, before.id) : []
  const problems = problemsOfFlagChange(change.transaction, configurations, { before, after })
  if (problems.length > 0) throw invalidInput(problems)
  updateFlag(change.transaction, after)
  touchAll(change, configurations)
  change.audit({ ...acted('flag.update', after), before: flagView(before), after: flagView(after) })
  return after
}

export interface ResaltedFlag {
  readonly flag: FlagRow
  /** Where people were placed anew, by the paths of the flag as people see it. */
  readonly moves: readonly Problem[]
}

/** Places everybody anew who is placed by the flag's own salt, in every environment. Nothing else changes a salt. */
export function resaltFlag(
  change: Change,
  project: Project,
  order: FlagOrder & { readonly salt: string | undefined },
): ResaltedFlag {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, targetOf(change, before))
  const salt = order.salt ?? change.drawId()
  if (salt === before.salt) return { flag: before, moves: [] }
  refuseWherePeopleAreProtected(change, before)
  const after: FlagRow = { ...before, salt, version: before.version + 1, updatedAtMs: change.nowMs }
  const configurations = listConfigurations(change.transaction, before.id)
  const problems = problemsOfFlagChange(change.transaction, configurations, { before, after })
  if (problems.length > 0) throw invalidInput(problems)
  updateFlag(change.transaction, after)
  touchAll(change, configurations)
  change.audit({ ...acted('flag.resalt', after), before: flagView(before), after: flagView(after) })
  return { flag: after, moves: [{ path: ['salt'], message: `people will move: ${before.salt} becomes ${salt}` }] }
}

export interface FlagDeletion extends FlagOrder {
  /** Also when most flags of an environment are gone with it. */
  readonly allowMassRemoval?: boolean
}

/** Leaves a tombstone, unless another flag needs it: the key stays taken, the salt stays known, no rule stays behind. */
export function deleteFlag(change: Change, project: Project, order: FlagDeletion): void {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, targetOf(change, before))
  refuseNeeded(change, before)
  refuseWherePeopleAreProtected(change, before)
  const { nowMs } = change
  updateFlag(change.transaction, { ...before, version: before.version + 1, updatedAtMs: nowMs, deletedAtMs: nowMs })
  const configurations = listConfigurations(change.transaction, before.id)
  for (const { configuration } of configurations) {
    change.removeFlags(configuration.environmentId, order.allowMassRemoval ?? false)
  }
  resetConfigurations(change.transaction, before, nowMs)
  change.audit({
    ...acted('flag.delete', before),
    before: { ...flagView(before), configurations: viewsOf(before, configurations) },
  })
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
