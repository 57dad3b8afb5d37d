import { callApi, pathOf } from '../api/api-client.ts'
import { ApiError } from '../api/api-error.ts'
import type { ConfigurationView, Items } from '../api/views.ts'

/**
 * Makes sure that a flag still does in some environments what was looked at. What is not changed there itself has no
 * other guard: a request is written against what is there now, and a promotion takes what is there now.
 * @throws ApiError  of a conflict, when somebody saved meanwhile
 */
export async function refuseStale(project: string, looked: readonly ConfigurationView[]): Promise<void> {
  const flag = looked[0]?.flag ?? ''
  const path = pathOf`/projects/${project}/flags/${flag}/configurations`
  const { items } = (await callApi<Items<ConfigurationView>>(path)).body
  for (const each of looked) {
    refuseOtherVersion(
      each,
      items.find(({ environment }) => environment === each.environment),
    )
  }
}

interface Versioned {
  readonly version: number
}

/** @throws ApiError  of a conflict, when what is there now is not what was looked at */
export function refuseOtherVersion(looked: Versioned, now: Versioned | undefined): void {
  if (now?.version !== looked.version) throw new ApiError({ title: '', status: 412, code: 'version_mismatch' })
}
