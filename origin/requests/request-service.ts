import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { isSamePerson } from './count-approvers.ts'
import { failRequestsOfFlag } from './fail-requests.ts'
import { missingApprovals } from './missing-approvals.ts'
import {
  type PlacedRequest,
  type RequestRow,
  findRequest,
  insertApproval,
  insertRequest,
  removeApprovals,
} from './request-repository.ts'
import { type RequestTarget, columnsOf, retarget } from './request-target.ts'
import { recordRequest, storeRequest } from './store-request.ts'
import { applyTarget, checkTarget, withRuleIds } from './target-steps.ts'

export interface RequestDraft {
  readonly reason: string | null
  readonly applyAtMs: number | null
}

export interface RequestOrder {
  readonly id: string
  readonly precondition: Precondition
  readonly actor: string
}

/** Asks for a change; what edges could not decide is refused here already. */
export function createRequest(
  change: Change,
  scope: EnvironmentScope,
  order: RequestDraft & { readonly target: RequestTarget; readonly actor: string },
): PlacedRequest {
  const { actor: author, target: given, ...draft } = order
  const target = withRuleIds(change, given)
  const baseVersion = checkTarget(change, scope, target)
  const request: RequestRow = {
    id: change.drawId(),
    environmentId: scope.environment.id,
    ...columnsOf(target),
    baseVersion,
    ...draft,
    state: 'open',
    author,
    outcome: null,
    version: 1,
    createdAtMs: change.nowMs,
    updatedAtMs: change.nowMs,
  }
  insertRequest(change.transaction, request)
  recordRequest(change, scope, { action: 'request.create', after: { request, target } })
  return { request, target }
}

/** Everybody looks anew: whoever approved it approved something else. */
export function editRequest(
  change: Change,
  scope: EnvironmentScope,
  order: RequestOrder & Partial<RequestDraft> & { readonly change?: unknown },
): PlacedRequest {
  const { id: _id, precondition: _precondition, actor, change: asked, ...draft } = order
  const before = getOpen(change, scope, order)
  if (actor !== before.request.author) throw new OriginError('not_the_author', 'only its author edits a request')
  const target = asked === undefined ? before.target : withRuleIds(change, retarget(before.target, asked, change))
  const request = { ...before.request, ...draft, ...columnsOf(target), baseVersion: checkTarget(change, scope, target) }
  removeApprovals(change.transaction, request.id)
  return storeRequest(change, scope, { before, request, target, action: 'request.edit' })
}

export function approveRequest(change: Change, scope: EnvironmentScope, order: RequestOrder): PlacedRequest {
  const before = getOpen(change, scope, order)
  if (isSamePerson(change.transaction, order.actor, before.request.author)) {
    throw new OriginError('own_request', 'expected the approval of somebody else than its author')
  }
  const { id: requestId } = before.request
  insertApproval(change.transaction, { requestId, actor: order.actor, atMs: change.nowMs })
  return storeRequest(change, scope, { before, request: before.request, action: 'request.approve' })
}

export function endRequest(
  change: Change,
  scope: EnvironmentScope,
  order: RequestOrder & { readonly state: 'rejected' | 'withdrawn' },
): PlacedRequest {
  const before = getOpen(change, scope, order)
  if (order.state === 'withdrawn' && order.actor !== before.request.author) {
    throw new OriginError('not_the_author', 'only its author withdraws a request')
  }
  const action = order.state === 'rejected' ? 'request.reject' : 'request.withdraw'
  return storeRequest(change, scope, { before, request: { ...before.request, state: order.state }, action })
}

/** Makes the change that was asked for, unless somebody changed the same thing since it was written. */
export function applyRequest(change: Change, scope: EnvironmentScope, order: RequestOrder): PlacedRequest {
  const before = getOpen(change, scope, order)
  const { request, target } = before
  requireApproved(change, scope, before)
  applyTarget(change, scope, { target, baseVersion: request.baseVersion })
  const applied = storeRequest(change, scope, {
    before,
    request: { ...request, state: 'applied' },
    action: 'request.apply',
  })
  const isDeletion = target.kind === 'flagEverywhere' && target.change.deleted === true
  if (isDeletion) failRequestsOfFlag(change, scope.project, target.flag.key)
  return applied
}

function requireApproved({ transaction }: Change, scope: EnvironmentScope, placed: PlacedRequest): void {
  const missing = missingApprovals(transaction, scope, placed)
  if (missing === 0) return
  throw new OriginError('approval_required', `expected ${missing} more approvals by others than the author`)
}

function getOpen(
  { transaction }: Change,
  { project, environment }: EnvironmentScope,
  order: RequestOrder,
): PlacedRequest {
  const placed = findRequest(transaction, environment.id, order.id)
  if (placed === undefined)
    throw new OriginError('request_not_found', `no request has the id ${JSON.stringify(order.id)}`)
  const { request } = placed
  const place = { projectId: project.id, environmentId: environment.id, target: request.id, kind: 'request' }
  checkPrecondition(order.precondition, {
    version: String(request.version),
    lastChange: () => findLastChange(transaction, place),
  })
  if (request.state !== 'open') throw new OriginError('request_is_over', `the request was ${request.state} before`)
  return placed
}
