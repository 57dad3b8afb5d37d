import { infiniteQueryOptions } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ListedFlag, Page } from '../../api/views.ts'
import type { FlagState } from './flag-filters.ts'

const PAGE_SIZE = '200'
/** Reading thousands again because a window was looked at is for nobody. */
const FRESH_MS = 60_000

export function flagsQuery(project: string, state: FlagState) {
  return infiniteQueryOptions({
    queryKey: [...queryKeys.flags(project), 'list', state],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE_SIZE, state, cursor: pageParam }
      return (await callApi<Page<ListedFlag>>(pathOf`/projects/${project}/flags`, { query, signal })).body
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false,
  })
}
