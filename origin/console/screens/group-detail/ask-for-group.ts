import { callApi, pathOf } from '../../api/api-client.ts'

export interface AskedGroupChange {
  readonly project: string
  /** Where the request lies: it reaches all that refer to the group. */
  readonly environment: string
  readonly group: string
  readonly change: object
  readonly reason: string
  /** When it is to be applied by itself; by hand, when absent. */
  readonly applyAt?: string | undefined
  readonly idempotencyKey: string
}

/** @returns the id of the request */
export async function askForGroup(asked: AskedGroupChange): Promise<string> {
  const { project, environment, group, change, reason, applyAt, idempotencyKey } = asked
  const about = { ...(reason === '' ? {} : { reason }), ...(applyAt === undefined ? {} : { applyAt }) }
  const path = pathOf`/projects/${project}/environments/${environment}/groups/${group}/requests`
  const request = { method: 'POST', body: { ...about, change }, idempotencyKey } as const
  return (await callApi<{ readonly id: string }>(path, request)).body.id
}
