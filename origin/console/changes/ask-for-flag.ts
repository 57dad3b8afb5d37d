import { callApi, pathOf } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'

/** A change of what a flag is in all environments, or that it goes or comes back. */
export interface AskedFlagChange {
  readonly project: string
  /** Where the request lies. */
  readonly environment: string
  readonly flag: string
  readonly change: object
  readonly reason?: string
  /** When it is to be applied by itself; by hand, when absent. */
  readonly applyAt?: string | undefined
  readonly idempotencyKey: string
}

/**
 * Asks for it; a protected environment has the flag configured, or its time comes later.
 * @returns the id of the request
 * @throws ApiError
 */
export async function askForFlag(asked: AskedFlagChange): Promise<string> {
  const { project, environment, flag, change, reason = '', applyAt, idempotencyKey } = asked
  const body = { change, ...(reason === '' ? {} : { reason }), ...(applyAt === undefined ? {} : { applyAt }) }
  const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}/everywhere/requests`
  return (await callApi<{ readonly id: string }>(path, { method: 'POST', body, idempotencyKey })).body.id
}

/** Whether nobody may do by themselves what was tried. */
export function needsOthers(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'approval_required'
}
