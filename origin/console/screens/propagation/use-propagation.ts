import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { propagationSchema } from '../../../propagation/propagation-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useScope } from '../../shell/scope.ts'

export type Propagation = z.infer<typeof propagationSchema>
export type Location = Propagation['locations'][number]
export type Publish = Propagation['publishes'][number]

/** What edges report is shown within so long. */
const POLL_MS = 2_000

export function usePropagation(): UseQueryResult<Propagation> {
  const { project, environment } = useScope()
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'propagation'],
    queryFn: async ({ signal }) =>
      (await callApi<Propagation>(pathOf`/projects/${project}/environments/${environment}/propagation`, { signal }))
        .body,
    refetchInterval: POLL_MS,
    staleTime: 0,
  })
}
