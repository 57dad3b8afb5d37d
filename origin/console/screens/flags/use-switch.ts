import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ConfigurationView, ListedFlag, Page } from '../../api/views.ts'

/** Turning a flag on or off in one environment. */
export interface SwitchOrder {
  readonly flag: string
  readonly environment: string
  readonly enabled: boolean
  /** Of the configuration that the person saw. */
  readonly version: number
}

interface Pages {
  readonly pages: readonly Page<ListedFlag>[]
}

/** Turns flags on and off. The list shows the new state when the origin acknowledged it, and not before. */
export function useSwitch(project: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ flag, environment, enabled, version }: SwitchOrder) => {
      const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}`
      const request = { method: 'PATCH', body: { enabled }, ifMatch: `"${version}"` } as const
      return (await callApi<ConfigurationView>(path, request)).body
    },
    onSuccess: (configuration) => {
      queryClient.setQueriesData<Pages>({ queryKey: [...queryKeys.flags(project), 'list'] }, (list) =>
        list === undefined ? list : { ...list, pages: list.pages.map((page) => withState(page, configuration)) },
      )
      void queryClient.invalidateQueries({ queryKey: queryKeys.flag(project, configuration.flag) })
    },
    // What was pressed may be older than what is there.
    onError: () => queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) }),
  })
}

function withState(
  page: Page<ListedFlag>,
  { flag, environment, enabled, version }: ConfigurationView,
): Page<ListedFlag> {
  if (!page.items.some(({ key }) => key === flag)) return page
  const items = page.items.map((item) =>
    item.key === flag
      ? {
          ...item,
          environments: item.environments.map((state) =>
            state.environment === environment ? { environment, enabled, version } : state,
          ),
        }
      : item,
  )
  return { ...page, items }
}
