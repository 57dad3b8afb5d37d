import type { Problem } from '../../shared/contracts/parse-result.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { invalidInput } from '../errors/parse-input.ts'
import type { Project } from '../projects/project-repository.ts'
import { voidApprovalsByFlag } from '../requests/void-approvals.ts'
import {
  type EnvironmentConfiguration,
  listConfigurations,
  resetConfigurations,
} from '../targeting/configuration-repository.ts'
import { configurationView } from '../targeting/configuration-view.ts'
import { couldBeNoticed, draftFlagPatch } from './draft-flag-edit.ts'
import type { FlagPatch } from './flag-input.ts'
import { type FlagRow, updateFlag } from './flag-repository.ts'
import { flagView } from './flag-view.ts'
import { getFlag } from './get-flag.ts'
import { problemsOfFlagChange } from './problems-of-flag-change.ts'
import { requireMayChangeFlag } from './require-may-change-flag.ts'
import { refuseNeeded, targetOf, touchAll } from './flag-change-steps.ts'

export interface FlagOrder {
  readonly key: string
  readonly precondition: Precondition
}

export interface FlagPatching {
  /** As history names it; an ordinary change unless it says otherwise. */
  readonly action?: `flag.${string}`
  readonly patch: FlagPatch & { readonly salt?: string }
}

/** Changes what a flag is everywhere; refused when any environment's configuration would no longer fit. */
export function patchFlag(change: Change, project: Project, order: FlagOrder & FlagPatching): FlagRow {
  return editFlag(change, openFlag(change, project, order), order)
}

export interface ResaltedFlag {
  readonly flag: FlagRow
  /** Where people were placed anew, by the paths of the flag as people see it. */
  readonly moves: readonly Problem[]
}

/** Places everybody anew who is placed by the flag's own salt, in every environment. Nothing else that one does alone changes a salt. */
export function resaltFlag(
  change: Change,
  project: Project,
  order: FlagOrder & { readonly salt: string | undefined },
): ResaltedFlag {
  const before = openFlag(change, project, order)
  const salt = order.salt ?? change.drawId()
  if (salt === before.salt) return { flag: before, moves: [] }
  const flag = editFlag(change, before, { action: 'flag.resalt', patch: { salt } })
  return { flag, moves: [{ path: ['salt'], message: `people will move: ${before.salt} becomes ${salt}` }] }
}

function openFlag(change: Change, project: Project, { key, precondition }: FlagOrder): FlagRow {
  const flag = getFlag(change.transaction, project.id, key)
  checkPrecondition(precondition, targetOf(change, flag))
  return flag
}

function editFlag(change: Change, before: FlagRow, { action = 'flag.update', patch }: FlagPatching): FlagRow {
  const after: FlagRow = {
    ...draftFlagPatch(before, patch),
    version: before.version + 1,
    updatedAtMs: change.nowMs,
  }
  const isNoticed = couldBeNoticed({ before, after })
  if (isNoticed) requireMayChangeFlag(change, before)
  const { variants, clientVisible, salt } = patch
  // What only people look at cannot break a configuration, and edges never learn of it.
  const concernsEdges = variants !== undefined || clientVisible !== undefined || salt !== undefined
  const configurations = concernsEdges ? listConfigurations(change.transaction, before.id) : []
  const problems = problemsOfFlagChange(change.transaction, configurations, { before, after })
  if (problems.length > 0) throw invalidInput(problems)
  updateFlag(change.transaction, after)
  touchAll(change, configurations)
  change.audit({ ...acted(action, after), before: flagView(before), after: flagView(after) })
  if (isNoticed) voidApprovalsByFlag(change, after)
  return after
}

export interface FlagDeletion extends FlagOrder {
  /** Also when most flags of an environment are gone with it. */
  readonly allowMassRemoval?: boolean
}

/** Leaves a tombstone, unless another flag needs it: the key stays taken, the salt stays known, no rule stays behind. */
export function deleteFlag(change: Change, project: Project, order: FlagDeletion): void {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, targetOf(change, before))
  refuseNeeded(change.transaction, before)
  requireMayChangeFlag(change, before)
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
