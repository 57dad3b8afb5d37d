import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ListedFlag, Page } from '../../api/views.ts'
import type { FlagState } from './flag-filters.ts'

const PAGE_SIZE = '200'
/** Reading thousands again because a window was looked at is for nobody. */
const FRESH_MS = 60_000

export interface LoadedFlags {
  readonly flags: readonly ListedFlag[]
  /** Nothing is there to be shown yet. */
  readonly isLoading: boolean
  /** The first are shown, and the rest is on its way. */
  readonly isLoadingMore: boolean
  readonly error: unknown
  readonly retry: () => void
}

/** All flags of a project, page after page: what is searched and scrolled lies in the browser. */
export function useFlags(project: string, state: FlagState): LoadedFlags {
  const query = useInfiniteQuery({
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
  const { data, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetching, isFetchNextPageError, fetchNextPage])
  return {
    flags: useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]),
    isLoading: query.isPending,
    isLoadingMore: hasNextPage,
    error: query.error,
    retry: () => void query.refetch(),
  }
}
