import { type UseQueryResult, queryOptions, useQuery } from '@tanstack/react-query'
import { callApi } from './api-client.ts'
import { queryKeys } from './query-keys.ts'
import type { Caller } from './views.ts'

const FRESH_MS = 60_000

export const callerQuery = queryOptions({
  queryKey: queryKeys.caller(),
  queryFn: async ({ signal }) => (await callApi<Caller>('/me', { signal })).body,
  staleTime: FRESH_MS,
})

/** Who is signed in, and what they may do where. */
export function useCaller(): UseQueryResult<Caller> {
  return useQuery(callerQuery)
}
