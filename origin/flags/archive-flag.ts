import { type Problem, describeProblems } from '../../shared/contracts/parse-result.ts'
import type { Change } from '../changes/commit-change.ts'
import { checkPrecondition } from '../changes/precondition.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type Environment, listEnvironments } from '../projects/environment-repository.ts'
import type { Project } from '../projects/project-repository.ts'
import { voidApprovalsByFlag } from '../requests/void-approvals.ts'
import { getConfiguration, listConfigurations } from '../targeting/configuration-repository.ts'
import { problemsOfChange } from '../targeting/problems-of-change.ts'
import type { FlagDeletion, FlagOrder } from './change-flag.ts'
import { refuseNeeded, targetOf, touchAll } from './flag-change-steps.ts'
import { type FlagRow, updateFlag } from './flag-repository.ts'
import { flagView } from './flag-view.ts'
import { getFlag } from './get-flag.ts'
import { requireMayChangeFlag } from './require-may-change-flag.ts'

/** Takes a flag from every edge, and leaves it as it is for the day it comes back. */
export function archiveFlag(change: Change, project: Project, order: FlagDeletion): FlagRow {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, targetOf(change, before))
  if (before.archivedAtMs !== null) return before
  refuseNeeded(change.transaction, before)
  requireMayChangeFlag(change, before)
  const { nowMs } = change
  const after = { ...before, version: before.version + 1, updatedAtMs: nowMs, archivedAtMs: nowMs }
  updateFlag(change.transaction, after)
  for (const { configuration } of listConfigurations(change.transaction, before.id)) {
    change.removeFlags(configuration.environmentId, order.allowMassRemoval ?? false)
  }
  change.audit({
    action: 'flag.archive',
    projectId: project.id,
    target: after.key,
    before: flagView(before),
    after: flagView(after),
  })
  voidApprovalsByFlag(change, after)
  return after
}

/** Refused when the flag does not fit any more among those that went on without it. */
export function restoreFlag(change: Change, project: Project, order: FlagOrder): FlagRow {
  const before = getFlag(change.transaction, project.id, order.key)
  checkPrecondition(order.precondition, targetOf(change, before))
  if (before.archivedAtMs === null) return before
  requireMayChangeFlag(change, before)
  const after = { ...before, version: before.version + 1, updatedAtMs: change.nowMs, archivedAtMs: null }
  updateFlag(change.transaction, after)
  refuseUnfit(change.transaction, after)
  touchAll(change, listConfigurations(change.transaction, before.id))
  change.audit({
    action: 'flag.restore',
    projectId: project.id,
    target: after.key,
    before: flagView(before),
    after: flagView(after),
  })
  voidApprovalsByFlag(change, after)
  return after
}

/** @throws OriginError `flag_does_not_fit`, when a flag cannot come back as it is */
export function refuseUnfit(database: Queryable, flag: FlagRow): void {
  const problems = listEnvironments(database, flag.projectId).flatMap((environment) =>
    problemsOfReturn(database, flag, environment),
  )
  if (problems.length > 0) throw new OriginError('flag_does_not_fit', describeProblems(problems), { subject: flag.key })
}

/** As if every rule came new: what they need may have gone meanwhile. */
function problemsOfReturn(database: Queryable, flag: FlagRow, environment: Environment): readonly Problem[] {
  const after = getConfiguration(database, flag.id, environment.id)
  const problems = problemsOfChange(database, environment, { flag, before: { ...after, rules: [] }, after })
  return problems.map(({ path, message }) => ({ path: [environment.key, ...path], message }))
}
