import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type * as z from 'zod/mini'
import type { auditViewSchema } from '../../../audit/audit-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Page } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'

export type AuditEntry = z.infer<typeof auditViewSchema>

/** A change that was made a moment ago is in it. */
const REFRESH_MS = 15_000

/**
 * Every change of the project, newest first, page by page.
 * @param wanted  the id of an entry that is to be shown: pages are read until it is among them
 */
export function useAudit(wanted: number | undefined) {
  const { project } = useScope()
  const audit = useInfiniteQuery({
    queryKey: [...queryKeys.project(project), 'audit'],
    queryFn: async ({ signal, pageParam }) =>
      (await callApi<Page<AuditEntry>>(pathOf`/projects/${project}/audit`, { query: { cursor: pageParam }, signal }))
        .body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: REFRESH_MS,
  })
  const { data, hasNextPage, isFetching, fetchNextPage } = audit
  const oldest = data?.pages.at(-1)?.items.at(-1)?.id
  const isBelow = wanted !== undefined && oldest !== undefined && wanted < oldest
  useEffect(() => {
    if (isBelow && hasNextPage && !isFetching) void fetchNextPage()
  }, [isBelow, hasNextPage, isFetching, fetchNextPage])
  return audit
}
