import type { CommitChange } from '../changes/commit-change.ts'
import type { Database } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type ScopedRequest, listDueRequests } from './request-repository.ts'
import { failRequest } from './fail-requests.ts'
import { applyRequest } from './request-service.ts'
import { requireBacked } from './require-backed.ts'

/** Applies requests when their time comes; what came due while the origin was down is applied when it is up. */
export interface RequestScheduler {
  readonly start: () => void
  readonly stop: () => Promise<void>
  /** Applies what is due now. */
  readonly applyDue: () => Promise<void>
}

export interface SchedulerParts {
  readonly database: Database
  readonly commit: CommitChange
  readonly clock: () => number
  readonly onProblem: (problem: string, error: unknown) => void
}

const TICK_MS = 1_000

export function createRequestScheduler({ database, commit, clock, onProblem }: SchedulerParts): RequestScheduler {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  const applyDue = async (): Promise<void> => {
    for (const due of listDueRequests(database, clock())) await applyOne(commit, due)
  }
  const tick = (): void => {
    running ??= applyDue()
      .catch((error: unknown) => onProblem('a scheduled change could not be made', error))
      .finally(() => (running = undefined))
  }
  return {
    start: () => void (timer = setInterval(tick, TICK_MS)),
    stop: async () => {
      clearInterval(timer)
      await running
    },
    applyDue,
  }
}

/** Once: its state is changed in the transaction of the change itself, whatever dies afterwards. */
async function applyOne(commit: CommitChange, { project, environment, ...placed }: ScopedRequest): Promise<void> {
  const { id, author: actor, reason } = placed.request
  const author = { actor, address: null, way: 'schedule', reason } as const
  const scope = { project, environment }
  try {
    await commit(author, (change) => {
      requireBacked(change.transaction, scope, placed.request)
      return applyRequest(change, scope, { id, precondition: 'any', actor })
    })
  } catch (error) {
    if (!(error instanceof OriginError) || error.status >= 500) throw error
    const outcome = `${error.code}: ${error.message}`
    await commit(author, (change) => failRequest(change, scope, placed, outcome))
  }
}
