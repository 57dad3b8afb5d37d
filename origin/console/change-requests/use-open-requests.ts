import { useQueries } from '@tanstack/react-query'
import { callApi, pathOf } from '../api/api-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import type { Page } from '../api/views.ts'
import type { ChangeRequest } from './change-request.ts'
import { useScope } from '../shell/scope.ts'

/** Changes of the flag that wait for somebody or for their time, by environment; those of a page that failed are left out. */
export function useOpenRequests(flag: string): ReadonlyMap<string, readonly ChangeRequest[]> {
  const { project, environments } = useScope()
  return useQueries({
    queries: environments.map(({ key }) => ({
      queryKey: [...queryKeys.inEnvironment(project, key), 'requests', 'open'],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const path = pathOf`/projects/${project}/environments/${key}/requests`
        return (await callApi<Page<ChangeRequest>>(path, { query: { state: 'open' }, signal })).body.items
      },
    })),
    combine: (results) =>
      new Map(
        environments.map(({ key }, i) => [key, (results[i]?.data ?? []).filter((request) => isAbout(request, flag))]),
      ),
  })
}

function isAbout(request: ChangeRequest, flag: string): boolean {
  return request.flag === flag || request.flagEverywhere === flag
}
