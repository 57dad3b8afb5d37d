import { useInfiniteQuery } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Page } from '../../api/views.ts'
import type { ChangeRequest } from '../../change-requests/change-request.ts'
import { useScope } from '../../shell/scope.ts'

const PAGE_SIZE = '50'

/** Requests of the environment, newest first. @param state  all of them, when absent */
export function useRequests(state: ChangeRequest['state'] | undefined) {
  const { project, environment } = useScope()
  return useInfiniteQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'requests', 'list', state],
    queryFn: async ({ pageParam, signal }) => {
      const path = pathOf`/projects/${project}/environments/${environment}/requests`
      const query = { limit: PAGE_SIZE, state, cursor: pageParam }
      return (await callApi<Page<ChangeRequest>>(path, { query, signal })).body
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}
