import type { Change } from '../changes/commit-change.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { type PlacedRequest, type RequestRow, updateRequest } from './request-repository.ts'
import type { RequestTarget } from './request-target.ts'
import { requestSummary } from './request-view.ts'

/** What becomes of a request. */
export interface RequestStep {
  readonly before: PlacedRequest
  readonly request: RequestRow
  /** The same as before unless it says otherwise. */
  readonly target?: RequestTarget
  readonly action: `request.${string}`
}

/** Keeps a request as its next version, and says so in history. */
export function storeRequest(
  change: Change,
  scope: EnvironmentScope,
  { before, request, target = before.target, action }: RequestStep,
): PlacedRequest {
  const after = { target, request: { ...request, version: request.version + 1, updatedAtMs: change.nowMs } }
  updateRequest(change.transaction, after.request)
  recordRequest(change, scope, { action, before, after })
  return after
}

interface RecordedStep {
  readonly action: `request.${string}`
  readonly before?: PlacedRequest
  readonly after: PlacedRequest
}

export function recordRequest(
  change: Change,
  { project, environment }: EnvironmentScope,
  { action, before, after }: RecordedStep,
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
