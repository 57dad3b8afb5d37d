import { type UseQueryResult, queryOptions, useQuery } from '@tanstack/react-query'
import { type Versioned, callApi, pathOf } from './api-client.ts'
import { queryKeys } from './query-keys.ts'
import type { ConfigurationView, FlagView, Items } from './views.ts'
import { useScope } from '../shell/scope.ts'

export function flagQuery(project: string, flag: string) {
  return queryOptions({
    queryKey: queryKeys.flag(project, flag),
    queryFn: ({ signal }) => callApi<FlagView>(pathOf`/projects/${project}/flags/${flag}`, { signal }),
  })
}

export function configurationsQuery(project: string, flag: string) {
  return queryOptions({
    queryKey: queryKeys.configurations(project, flag),
    queryFn: async ({ signal }): Promise<readonly ConfigurationView[]> => {
      const path = pathOf`/projects/${project}/flags/${flag}/configurations`
      return (await callApi<Items<ConfigurationView>>(path, { signal })).body.items
    },
  })
}

export function useFlag(flag: string): UseQueryResult<Versioned<FlagView>> {
  return useQuery(flagQuery(useScope().project, flag))
}

/** What the flag does in every environment. */
export function useConfigurations(flag: string): UseQueryResult<readonly ConfigurationView[]> {
  return useQuery(configurationsQuery(useScope().project, flag))
}
