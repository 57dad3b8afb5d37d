import { type UseQueryResult, queryOptions, useQuery } from '@tanstack/react-query'
import { callApi, pathOf } from './api-client.ts'
import { queryKeys } from './query-keys.ts'
import type { EnvironmentView, Items } from './views.ts'

const FRESH_MS = 60_000

export function environmentsQuery(project: string) {
  return queryOptions({
    queryKey: queryKeys.environments(project),
    queryFn: async ({ signal }): Promise<readonly EnvironmentView[]> =>
      (await callApi<Items<EnvironmentView>>(pathOf`/projects/${project}/environments`, { signal })).body.items,
    staleTime: FRESH_MS,
  })
}

export function useEnvironments(project: string | undefined): UseQueryResult<readonly EnvironmentView[]> {
  return useQuery({ ...environmentsQuery(project ?? ''), enabled: project !== undefined })
}
