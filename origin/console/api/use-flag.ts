import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type Versioned, callApi, pathOf } from './api-client.ts'
import { queryKeys } from './query-keys.ts'
import type { ConfigurationView, FlagView, Items } from './views.ts'
import { useScope } from '../shell/scope.ts'

export function useFlag(flag: string): UseQueryResult<Versioned<FlagView>> {
  const { project } = useScope()
  return useQuery({
    queryKey: queryKeys.flag(project, flag),
    queryFn: ({ signal }) => callApi<FlagView>(pathOf`/projects/${project}/flags/${flag}`, { signal }),
  })
}

/** What the flag does in every environment. */
export function useConfigurations(flag: string): UseQueryResult<readonly ConfigurationView[]> {
  const { project } = useScope()
  return useQuery({
    queryKey: queryKeys.configurations(project, flag),
    queryFn: async ({ signal }) => {
      const path = pathOf`/projects/${project}/flags/${flag}/configurations`
      return (await callApi<Items<ConfigurationView>>(path, { signal })).body.items
    },
  })
}
