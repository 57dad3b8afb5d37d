import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'
import { invalidInput } from '../errors/parse-input.ts'
import { getFlag } from '../flags/get-flag.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { applyConfigurationInput } from '../targeting/configuration-input.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { type ChangedConfiguration, changeConfiguration } from '../targeting/configuration-service.ts'
import { problemsOfChange } from '../targeting/problems-of-change.ts'
import type { RequestedChange } from './requested-change.ts'
import {
  type PlacedRequest,
  type RequestRow,
  findRequest,
  insertApproval,
  insertRequest,
  listApprovals,
  removeApprovals,
  updateRequest,
} from './request-repository.ts'
import { requestSummary } from './request-view.ts'

export interface RequestDraft {
  readonly change: RequestedChange
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
  order: RequestDraft & { readonly flagKey: string; readonly actor: string },
): PlacedRequest {
  const { flagKey, actor: author, ...given } = order
  const draft = { ...given, change: withRuleIds(change, given.change) }
  const flag = getFlag(change.transaction, scope.project.id, flagKey)
  const baseVersion = checkDraft(change, scope, { flag, draft })
  const request: RequestRow = {
    id: change.drawId(),
    environmentId: scope.environment.id,
    flagId: flag.id,
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
  record(change, scope, { action: 'request.create', after: { request, flag } })
  return { request, flag }
}

/** Everybody looks anew: whoever approved it approved something else. */
export function editRequest(
  change: Change,
  scope: EnvironmentScope,
  order: RequestOrder & Partial<RequestDraft>,
): PlacedRequest {
  const { id: _id, precondition: _precondition, actor, ...given } = order
  const draft = given.change === undefined ? given : { ...given, change: withRuleIds(change, given.change) }
  const before = getOpen(change, scope, order)
  if (actor !== before.request.author) throw new OriginError('not_the_author', 'only its author edits a request')
  const edited = { ...before.request, ...draft }
  const baseVersion = checkDraft(change, scope, { flag: before.flag, draft: edited })
  removeApprovals(change.transaction, edited.id)
  return store(change, scope, { before, request: { ...edited, baseVersion }, action: 'request.edit' })
}

export function approveRequest(change: Change, scope: EnvironmentScope, order: RequestOrder): PlacedRequest {
  const before = getOpen(change, scope, order)
  if (order.actor === before.request.author) {
    throw new OriginError('own_request', 'expected the approval of somebody else than its author')
  }
  const { id: requestId } = before.request
  insertApproval(change.transaction, { requestId, actor: order.actor, atMs: change.nowMs })
  return store(change, scope, { before, request: before.request, action: 'request.approve' })
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
  return store(change, scope, { before, request: { ...before.request, state: order.state }, action })
}

export interface AppliedRequest extends PlacedRequest {
  readonly configuration: ChangedConfiguration
}

/** Makes the change that was asked for, unless somebody changed the same configuration since it was written. */
export function applyRequest(change: Change, scope: EnvironmentScope, order: RequestOrder): AppliedRequest {
  const before = getOpen(change, scope, order)
  const { request, flag } = before
  requireApproved(change, scope, request)
  const configuration = changeConfiguration(change, scope, {
    action: 'configuration.apply',
    flagKey: flag.key,
    precondition: [`"${request.baseVersion}"`],
    edit: (current) => applyConfigurationInput(current, request.change, change),
  })
  const applied = store(change, scope, { before, request: { ...request, state: 'applied' }, action: 'request.apply' })
  return { ...applied, configuration }
}

/** Its time came, and it could not be applied: it says why, and is over. */
export function failRequest(change: Change, scope: EnvironmentScope, before: PlacedRequest, outcome: string): void {
  store(change, scope, { before, request: { ...before.request, state: 'failed', outcome }, action: 'request.fail' })
}

export function missingApprovals(approvals: number, { environment }: Pick<EnvironmentScope, 'environment'>): number {
  return environment.protected ? Math.max(0, environment.requiredApprovals - approvals) : 0
}

function requireApproved({ transaction }: Change, scope: EnvironmentScope, { id }: RequestRow): void {
  const missing = missingApprovals(listApprovals(transaction, id).length, scope)
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

/** A new rule has its id from the start: what is looked at is what is applied. */
function withRuleIds({ drawId }: Change, change: RequestedChange): RequestedChange {
  return change.rules === undefined
    ? change
    : { ...change, rules: change.rules.map((rule) => ({ id: drawId(), ...rule })) }
}

/** @returns the version of the configuration that the draft was checked against */
function checkDraft(
  change: Change,
  { environment }: EnvironmentScope,
  { flag, draft }: { readonly flag: PlacedRequest['flag']; readonly draft: Pick<RequestDraft, 'change'> },
): number {
  const before = getConfiguration(change.transaction, flag.id, environment.id)
  const after = applyConfigurationInput(before, draft.change, change)
  const problems = problemsOfChange(change.transaction, environment, { flag, before, after })
  if (problems.length > 0) {
    throw invalidInput(problems.map(({ path, message }) => ({ path: ['change', ...path], message })))
  }
  return before.version
}

function store(
  change: Change,
  scope: EnvironmentScope,
  {
    before,
    request,
    action,
  }: { readonly before: PlacedRequest; readonly request: RequestRow; readonly action: string },
): PlacedRequest {
  const after = { ...before, request: { ...request, version: request.version + 1, updatedAtMs: change.nowMs } }
  updateRequest(change.transaction, after.request)
  record(change, scope, { action, before, after })
  return after
}

function record(
  change: Change,
  { project, environment }: EnvironmentScope,
  {
    action,
    before,
    after,
  }: { readonly action: string; readonly before?: PlacedRequest; readonly after: PlacedRequest },
): void {
  change.audit({
    action,
    projectId: project.id,
    environmentId: environment.id,
    target: after.request.id,
    ...(before === undefined ? {} : { before: requestSummary(before) }),
    after: requestSummary(after),
  })
}
