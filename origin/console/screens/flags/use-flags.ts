import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { ListedFlag } from '../../api/views.ts'
import type { FlagState } from './flag-filters.ts'
import { flagsQuery } from './flags-query.ts'

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
  const query = useInfiniteQuery(flagsQuery(project, state))
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
