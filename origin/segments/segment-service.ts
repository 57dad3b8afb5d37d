import { isDeepStrictEqual } from 'node:util'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { Problem } from '../../shared/contracts/parse-result.ts'
import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { countSlots } from '../groups/group-repository.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { voidApprovalsBySegment } from '../requests/void-approvals.ts'
import { assembleSegment } from './assemble-segment.ts'
import { auditedSegment } from './audited-segment.ts'
import { draftSegment, problemsOfDraft } from './draft-segment.ts'
import { getSegment } from './get-segment.ts'
import { problemsOfSegment } from './problems-of-segment.ts'
import { requireMayChangeSegment } from './require-may-change-segment.ts'
import type { NewSegment, SegmentPatch } from './segment-input.ts'
import {
  type SegmentRow,
  findSegmentHead,
  insertSegment,
  measureOthers,
  removeSegment,
  updateSegment,
} from './segment-repository.ts'
import { usesOfSegment } from './segment-uses.ts'

export interface SegmentOrder {
  readonly key: string
  readonly precondition: Precondition
}

export interface SegmentEdit extends SegmentOrder {
  /** As history names it; an ordinary change unless it says otherwise. */
  readonly action?: `segment.${string}`
  readonly patch: SegmentPatch
}

const MOST_NAMED = 10

/** Makes a segment. Nothing refers to it yet, so edges need not learn of it. */
export function createSegment(change: Change, scope: EnvironmentScope, { key, ...input }: NewSegment): SegmentRow {
  const { transaction, nowMs } = change
  const { environment } = scope
  if (findSegmentHead(transaction, environment.id, key) !== undefined) {
    throw new OriginError('segment_exists', `a segment has the key ${JSON.stringify(key)}`, { subject: key })
  }
  const room = LIMITS.segmentsPerRuleset - countSlots(transaction, environment.projectId)
  if (measureOthers(transaction, environment.id, key).segments >= room) {
    throw new OriginError('too_many_segments', `expected at most ${room} in an environment`)
  }
  const empty = { environmentId: environment.id, key, name: key, description: null, by: null }
  const times = { version: 1, createdAtMs: nowMs, updatedAtMs: nowMs }
  const draft = draftSegment({ ...empty, included: [], excluded: [], rules: [], ...times }, input)
  refuseProblems(problemsOfSegment(transaction, environment, { segment: assembleSegment(draft), bytes: draft.bytes }))
  const segment = insertSegment(transaction, draft)
  change.audit({ ...acted('segment.create', scope, key), after: auditedSegment(segment, undefined) })
  voidApprovalsBySegment(change, scope, key)
  return segment
}

/** Changes a segment; refused when a flag that uses it could not be decided any more. */
export function patchSegment(change: Change, scope: EnvironmentScope, order: SegmentEdit): SegmentRow {
  const { transaction } = change
  const before = openSegment(change, scope, order)
  const times = { version: before.version + 1, updatedAtMs: change.nowMs }
  const after: SegmentRow = { ...before, ...draftSegment({ ...before, ...times }, order.patch) }
  const isSeenByEdges = !isDeepStrictEqual(assembleSegment(before), assembleSegment(after))
  if (isSeenByEdges) requireMayChangeSegment(change, scope, before.key)
  refuseProblems(problemsOfDraft(transaction, scope.environment, { before, after }))
  updateSegment(transaction, after)
  if (isSeenByEdges) change.touchRuleset(scope.environment.id)
  change.audit({
    ...acted(order.action ?? 'segment.update', scope, after.key),
    before: auditedSegment(before, after),
    after: auditedSegment(after, before),
  })
  if (isSeenByEdges) voidApprovalsBySegment(change, scope, after.key)
  return after
}

export function deleteSegment(change: Change, scope: EnvironmentScope, order: SegmentOrder): void {
  const before = openSegment(change, scope, order)
  const { flags, segments } = usesOfSegment(change.transaction, scope.environment.id, before.key)
  const users = [
    ...flags.map((key) => `the flag ${JSON.stringify(key)}`),
    ...segments.map((key) => `the segment ${JSON.stringify(key)}`),
  ]
  if (users.length > 0) {
    const more = users.length > MOST_NAMED ? ` and ${users.length - MOST_NAMED} more` : ''
    const detail = `used by ${users.slice(0, MOST_NAMED).join(', ')}${more}`
    throw new OriginError('segment_is_used', detail, { subject: before.key })
  }
  removeSegment(change.transaction, before.id)
  change.audit({ ...acted('segment.delete', scope, before.key), before: auditedSegment(before, undefined) })
  voidApprovalsBySegment(change, scope, before.key)
}

function openSegment(change: Change, scope: EnvironmentScope, { key, precondition }: SegmentOrder): SegmentRow {
  const segment = getSegment(change.transaction, scope.environment.id, key)
  const { projectId, environmentId, target } = acted('segment', scope, key)
  checkPrecondition(precondition, {
    version: String(segment.version),
    lastChange: () => findLastChange(change.transaction, { projectId, environmentId, target, kind: 'segment' }),
  })
  return segment
}

function refuseProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw invalidInput(problems)
}

function acted(action: string, { project, environment }: EnvironmentScope, target: string) {
  return { action, projectId: project.id, environmentId: environment.id, target }
}
