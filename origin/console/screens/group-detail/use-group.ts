import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type Versioned, callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { GroupView } from '../../api/use-choices.ts'
import type { Items } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'

/** A rule that refers to the group. */
export interface GroupUse {
  readonly environment: string
  readonly flag: string
  readonly rule: string
  /** Of an exclusion group. */
  readonly slot?: string
}

export const groupKeys = {
  all: (project: string) => [...queryKeys.project(project), 'groups'] as const,
  one: (project: string, key: string) => [...queryKeys.project(project), 'groups', 'one', key] as const,
  uses: (project: string, key: string) => [...queryKeys.project(project), 'groups', 'uses', key] as const,
} as const

export function useGroupPath(key: string): string {
  const { project } = useScope()
  return pathOf`/projects/${project}/groups/${key}`
}

export function useGroup(key: string): UseQueryResult<Versioned<GroupView>> {
  const { project } = useScope()
  const path = useGroupPath(key)
  return useQuery({
    queryKey: groupKeys.one(project, key),
    queryFn: ({ signal }) => callApi<GroupView>(path, { signal }),
  })
}

export function useGroupUses(key: string): UseQueryResult<readonly GroupUse[]> {
  const { project } = useScope()
  const path = useGroupPath(key)
  return useQuery({
    queryKey: groupKeys.uses(project, key),
    queryFn: async ({ signal }) => (await callApi<Items<GroupUse>>(`${path}/uses`, { signal })).body.items,
  })
}

/** Lists and choices are old from now on; what is on the page is not read anew. */
export function outdateGroups(client: QueryClient, project: string): Promise<void> {
  return client.invalidateQueries({ queryKey: groupKeys.all(project), refetchType: 'none' })
}
