import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isSignedOut } from './api-error.ts'
import { queryKeys } from './query-keys.ts'

const FRESH_MS = 10_000
const MAX_RETRIES = 2

/** A refusal is not asked for again; who is signed out is asked to sign in. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < MAX_RETRIES && !isRefusal(error),
      },
      mutations: { retry: false },
    },
    queryCache: new QueryCache({
      onError: (error, query) => {
        const isOfCaller = query.queryKey[0] === queryKeys.caller()[0]
        if (isSignedOut(error) && !isOfCaller) void client.invalidateQueries({ queryKey: queryKeys.caller() })
      },
    }),
  })
  return client
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500
}
