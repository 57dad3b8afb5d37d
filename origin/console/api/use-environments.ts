import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { callApi, pathOf } from './api-client.ts'
import { queryKeys } from './query-keys.ts'
import type { EnvironmentView, Items } from './views.ts'

const FRESH_MS = 60_000

export function useEnvironments(project: string | undefined): UseQueryResult<readonly EnvironmentView[]> {
  return useQuery({
    queryKey: queryKeys.environments(project ?? ''),
    queryFn: async ({ signal }) =>
      (await callApi<Items<EnvironmentView>>(pathOf`/projects/${project ?? ''}/environments`, { signal })).body.items,
    enabled: project !== undefined,
    staleTime: FRESH_MS,
  })
}
