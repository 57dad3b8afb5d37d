import { callApi, pathOf } from '../api/api-client.ts'
import type { ConfigurationView } from '../api/views.ts'
import { type Draft, changedMembers, draftOf } from './draft.ts'
import { refuseStale } from './refuse-stale.ts'

export interface AskedChange {
  readonly project: string
  /** What was looked at; it names the flag and the environment. */
  readonly base: ConfigurationView
  readonly draft: Draft
  readonly reason: string
  /** When it is to be applied by itself; by hand, when absent. */
  readonly applyAt?: string | undefined
  readonly idempotencyKey: string
}

/**
 * Asks for a change that others approve, or whose time comes, while nobody else changed what it began from.
 * @throws ApiError, of a conflict too
 */
export async function askForChange({ project, base, draft, reason, applyAt, idempotencyKey }: AskedChange) {
  const { environment, flag } = base
  await refuseStale(project, [base])
  const body = {
    change: changedMembers(draftOf(base), draft),
    ...(reason === '' ? {} : { reason }),
    ...(applyAt === undefined ? {} : { applyAt }),
  }
  const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}/requests`
  await callApi(path, { method: 'POST', body, idempotencyKey })
}
