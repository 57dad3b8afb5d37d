import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Page } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'

export interface FlagComparison {
  readonly flag: string
  readonly leftVersion: number
  readonly rightVersion: number
}

/** Keys of environments: one gives, the other receives. */
export interface Direction {
  readonly from: string
  readonly to: string
}

/** The flags that do not do the same in two environments, page by page. */
export function useComparison({ from, to }: Direction) {
  const { project } = useScope()
  return useInfiniteQuery({
    queryKey: [...queryKeys.inEnvironment(project, to), 'comparison', from],
    queryFn: async ({ signal, pageParam }) => {
      const query = { left: from, right: to, cursor: pageParam }
      return (await callApi<Page<FlagComparison>>(pathOf`/projects/${project}/comparison`, { query, signal })).body
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: from !== to,
    staleTime: 0,
  })
}

interface Problem {
  readonly pointer: string
  readonly detail: string
}

/** What stands against a promotion, and who would be placed anew by it. */
export interface PromotionPreview {
  readonly problems: readonly Problem[]
  readonly moves: readonly Problem[]
}

export function usePromotionPreview(flag: string, { from, to }: Direction) {
  const { project } = useScope()
  const path = pathOf`/projects/${project}/environments/${to}/flags/${flag}/promotion`
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, to), 'promotion', from, flag],
    queryFn: async ({ signal }) => (await callApi<PromotionPreview>(path, { query: { from }, signal })).body,
    staleTime: 0,
  })
}
