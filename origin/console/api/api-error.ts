/** A refusal of the API (RFC 9457), its title in the reader's language. */
export interface Problem {
  readonly title: string
  readonly status: number
  readonly code: string
  readonly detail?: string
  readonly problems?: readonly ({ pointer: string; detail: string } | { parameter: string; detail: string })[]
  /** Of a 412: the ETag that holds now, and who made it so. */
  readonly currentVersion?: string
  readonly changedBy?: string
  readonly changedAt?: string
}

/** What every call of the API fails with. */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiError'
    this.problem = problem
  }
}

/** Code of a call that reached nobody. */
export const UNREACHABLE = 'unreachable'

/** Whether somebody else changed the same thing meanwhile. */
export function isConflict(error: unknown): error is ApiError {
  return error instanceof ApiError && error.problem.status === 412
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status === 401
}
