import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { savedContextViewSchema } from '../../../saved-contexts/saved-context-view.ts'
import { type Versioned, callApi, pathOf } from '../../api/api-client.ts'
import { ApiError } from '../../api/api-error.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Items } from '../../api/views.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'

export type SavedContext = z.infer<typeof savedContextViewSchema>

export function contextsKey(project: string) {
  return [...queryKeys.project(project), 'contexts'] as const
}

export function useContextsPath(id?: string): string {
  const { project } = useScope()
  return id === undefined ? pathOf`/projects/${project}/contexts` : pathOf`/projects/${project}/contexts/${id}`
}

export function useContexts(): UseQueryResult<readonly SavedContext[]> {
  const { project } = useScope()
  const path = useContextsPath()
  return useQuery({
    queryKey: contextsKey(project),
    queryFn: async ({ signal }) => (await callApi<Items<SavedContext>>(path, { signal })).body.items,
  })
}

export function versioned(context: SavedContext): Versioned<SavedContext> {
  return { body: context, etag: `"${context.version}"` }
}

/** One is read as one of all. */
export async function loadContext(path: string, id: string): Promise<Versioned<SavedContext>> {
  const { items } = (await callApi<Items<SavedContext>>(path)).body
  const found = items.find((each) => each.id === id)
  if (found !== undefined) return versioned(found)
  throw new ApiError({ title: m.contexts_gone(), status: 404, code: 'context_not_found' })
}
