import type { Change } from '../changes/commit-change.ts'
import type { FlagRow } from '../flags/flag-repository.ts'
import { groupOfSegmentKey, isGroupSegmentKey } from '../groups/group-segments.ts'
import type { GroupRow } from '../groups/group-repository.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import { segmentsThatUse } from '../segments/segment-uses.ts'
import { type NamedSegment, namedSegments } from './named-segments.ts'
import { type ScopedRequest, listOpenOfFlag, listOpenOfProject, removeApprovals } from './request-repository.ts'
import { storeRequest } from './store-request.ts'

// Whoever approved a request looked at what it names: when that becomes another, everybody looks anew.

/** A segment was made, changed or deleted. */
export function voidApprovalsBySegment(change: Change, { project, environment }: EnvironmentScope, key: string): void {
  const open = listOpenOfProject(change.transaction, project.id)
  if (open.length === 0) return
  const users = segmentsThatUse(change.transaction, environment.id, key)
  const isIt = (named: NamedSegment): boolean => named.environmentId === environment.id && users.has(named.key)
  voidAll(change, open.filter(naming(change, isIt)))
}

/** A group was made, changed or deleted: it is the same in all environments. */
export function voidApprovalsByGroup(change: Change, { projectId, key }: Pick<GroupRow, 'projectId' | 'key'>): void {
  const isIt = (named: NamedSegment): boolean => isGroupSegmentKey(named.key) && groupOfSegmentKey(named.key) === key
  voidAll(change, listOpenOfProject(change.transaction, projectId).filter(naming(change, isIt)))
}

/** A flag became another one everywhere. What was asked of just that is in conflict anyway. */
export function voidApprovalsByFlag(change: Change, { projectId, key }: Pick<FlagRow, 'projectId' | 'key'>): void {
  voidAll(
    change,
    listOpenOfFlag(change.transaction, projectId, key).filter(({ target }) => target.kind === 'flag'),
  )
}

function naming(change: Change, isIt: (named: NamedSegment) => boolean) {
  return (open: ScopedRequest): boolean => namedSegments(change, open).some(isIt)
}

/** As a new version, so that nobody approves what they saw before. */
function voidAll(change: Change, requests: readonly ScopedRequest[]): void {
  for (const { project, environment, ...before } of requests) {
    removeApprovals(change.transaction, before.request.id)
    storeRequest(change, { project, environment }, { before, request: before.request, action: 'request.void' })
  }
}
