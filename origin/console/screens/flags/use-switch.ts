import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
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

/** Turns a flag on or off. @returns what holds now, as the origin acknowledged it */
export type TurnFlag = (order: SwitchOrder) => Promise<ConfigurationView>

/** The list shows the new state when the origin acknowledged it, and not before. A row has several: there is nothing to mount. */
export function useSwitch(project: string): TurnFlag {
  const queryClient = useQueryClient()
  return useCallback(
    async ({ flag, environment, enabled, version }) => {
      const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}`
      const request = { method: 'PATCH', body: { enabled }, ifMatch: `"${version}"` } as const
      try {
        const { body } = await callApi<ConfigurationView>(path, request)
        queryClient.setQueriesData<Pages>({ queryKey: [...queryKeys.flags(project), 'list'] }, (list) =>
          list === undefined ? list : { ...list, pages: list.pages.map((page) => withState(page, body)) },
        )
        void queryClient.invalidateQueries({ queryKey: queryKeys.flag(project, flag) })
        return body
      } catch (error) {
        // What was pressed may be older than what is there.
        void queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) })
        throw error
      }
    },
    [project, queryClient],
  )
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
