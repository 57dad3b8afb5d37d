import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { keyViewSchema } from '../../../access/key-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Page } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'

export type KeyView = z.infer<typeof keyViewSchema>

/** Whose the keys are. */
export interface KeyPlace {
  /** Where they are asked for and changed, below `/api/v1`. */
  readonly path: string
  /** Where the cache keeps them. */
  readonly queryKey: readonly string[]
}

/** Keys that evaluate in the environment, and keys that manage the project. */
export function useKeyPlaces(): { readonly ofEnvironment: KeyPlace; readonly ofProject: KeyPlace } {
  const { project, environment } = useScope()
  return {
    ofEnvironment: {
      path: pathOf`/projects/${project}/environments/${environment}/keys`,
      queryKey: [...queryKeys.inEnvironment(project, environment), 'keys'],
    },
    ofProject: {
      path: pathOf`/projects/${project}/keys`,
      queryKey: [...queryKeys.project(project), 'keys'],
    },
  }
}

/** Newest first, a page at a time. */
export function useKeys({ path, queryKey }: KeyPlace): UseInfiniteQueryResult<InfiniteData<Page<KeyView>>> {
  return useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) =>
      (await callApi<Page<KeyView>>(path, { query: { cursor: pageParam }, signal })).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}
