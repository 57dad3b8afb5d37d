import type { Change } from '../changes/commit-change.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import type { Project } from '../projects/project-repository.ts'
import {
  type PlacedRequest,
  type ScopedRequest,
  listOpenOfFlag,
  listOpenOfGroup,
  listOpenOfSegment,
} from './request-repository.ts'
import { storeRequest } from './store-request.ts'

/** Its time came, and it could not be applied: it says why, and is over. */
export function failRequest(change: Change, scope: EnvironmentScope, before: PlacedRequest, outcome: string): void {
  storeRequest(change, scope, {
    before,
    request: { ...before.request, state: 'failed', outcome },
    action: 'request.fail',
  })
}

/** A segment of the same key that is made later is another one. */
export function failRequestsOfSegment(change: Change, scope: EnvironmentScope, key: string): void {
  for (const open of listOpenOfSegment(change.transaction, scope.environment.id, key)) {
    failRequest(change, scope, open, 'segment_not_found: the segment was deleted')
  }
}

/** So is a group, wherever it was asked for. */
export function failRequestsOfGroup(change: Change, { id: projectId }: Pick<Project, 'id'>, key: string): void {
  failAll(change, listOpenOfGroup(change.transaction, projectId, key), 'group_not_found: the group was deleted')
}

/** So is a flag, also one that takes its key and its people again. */
export function failRequestsOfFlag(change: Change, { id: projectId }: Pick<Project, 'id'>, key: string): void {
  failAll(change, listOpenOfFlag(change.transaction, projectId, key), 'flag_not_found: the flag was deleted')
}

function failAll(change: Change, requests: readonly ScopedRequest[], outcome: string): void {
  for (const { project, environment, ...open } of requests) {
    failRequest(change, { project, environment }, open, outcome)
  }
}
