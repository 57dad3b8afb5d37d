import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { versionViewSchema } from '../../../history/version-view.ts'
import { type Versioned, callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ConfigurationView, Items } from '../../api/views.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { useScope } from '../../shell/scope.ts'

type Version = z.infer<typeof versionViewSchema>

export function useRequest(id: string): UseQueryResult<Versioned<ShownRequest>> {
  const { project, environment } = useScope()
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'requests', 'one', id],
    queryFn: ({ signal }) =>
      callApi<ShownRequest>(pathOf`/projects/${project}/environments/${environment}/requests/${id}`, { signal }),
  })
}

/** What a flag does in the environment, when the request was written and now. */
export interface FlagStates {
  readonly base: ConfigurationView
  readonly now: ConfigurationView
  /** Who made it what it is now; `undefined` where nothing was changed meanwhile. */
  readonly lastChange: Version | undefined
}

/** @param flag  what the request is about */
export function useFlagStates(
  { id, version, baseVersion, state }: ShownRequest,
  flag: string,
): UseQueryResult<FlagStates> {
  const { project, environment } = useScope()
  const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}`
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'requests', 'states', id, version, state],
    queryFn: async ({ signal }) => {
      const now = (await callApi<ConfigurationView>(path, { signal })).body
      if (now.version === baseVersion) return { base: now, now, lastChange: undefined }
      const [base, versions] = await Promise.all([
        callApi<{ readonly configuration: ConfigurationView }>(`${path}/versions/${baseVersion}`, { signal }),
        callApi<Items<Version>>(`${path}/versions`, { query: { limit: '1' }, signal }),
      ])
      return { base: base.body.configuration, now, lastChange: versions.body.items[0] }
    },
  })
}
