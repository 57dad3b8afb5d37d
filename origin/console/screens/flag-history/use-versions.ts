import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { versionViewSchema } from '../../../history/version-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { ApiError } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ConfigurationView, Page } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'

export type Version = z.infer<typeof versionViewSchema>

/** Who made which version when and why, newest first, page by page. The first version has no entry: it came with the flag. */
export function useVersions(flag: string) {
  const { project, environment } = useScope()
  const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}/versions`
  return useInfiniteQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'versions', flag],
    queryFn: async ({ signal, pageParam }) =>
      (await callApi<Page<Version>>(path, { query: { cursor: pageParam }, signal })).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}

/** What the flag did in one version, which never changes; `null` where there was none. */
export function useVersion(flag: string, version: number) {
  const { project, environment } = useScope()
  const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}/versions/${String(version)}`
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'version', flag, version],
    queryFn: async ({ signal }) => {
      try {
        return (await callApi<{ readonly configuration: ConfigurationView }>(path, { signal })).body.configuration
      } catch (error) {
        if (error instanceof ApiError && error.problem.code === 'version_not_found') return null
        throw error
      }
    },
    staleTime: Infinity,
  })
}
