import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { groupViewSchema } from '../../groups/group-view.ts'
import type { segmentViewSchema } from '../../segments/segment-view.ts'
import { callApi, pathOf } from './api-client.ts'
import { queryKeys } from './query-keys.ts'
import type { FlagView, ListedFlag, Page } from './views.ts'
import { useScope } from '../shell/scope.ts'

export type SegmentView = z.infer<typeof segmentViewSchema>
export type GroupView = z.infer<typeof groupViewSchema>

/** As many as a list to choose from shows; others are found by their name where a list searches. */
const LIMIT = '100'

export function useSegments(): readonly SegmentView[] {
  const { project, environment } = useScope()
  const path = pathOf`/projects/${project}/environments/${environment}/segments`
  const queryKey = [...queryKeys.inEnvironment(project, environment), 'segments', 'choices']
  return useQuery(choices<SegmentView>(queryKey, path)).data ?? []
}

export function useGroups(): readonly GroupView[] {
  const { project } = useScope()
  const queryKey = [...queryKeys.project(project), 'groups', 'choices']
  return useQuery(choices<GroupView>(queryKey, pathOf`/projects/${project}/groups`)).data ?? []
}

export function useFoundFlags(search: string): readonly ListedFlag[] {
  const { project } = useScope()
  const queryKey = [...queryKeys.flags(project), 'choices', search]
  const query: Readonly<Record<string, string>> = search === '' ? {} : { search }
  return useQuery(choices<ListedFlag>(queryKey, pathOf`/projects/${project}/flags`, query)).data ?? []
}

/** The variants of another flag; none until it is known. */
export function useVariantsOf(flag: string): FlagView['variants'] {
  const { project } = useScope()
  const found = useQuery({
    queryKey: [...queryKeys.flag(project, flag)],
    queryFn: ({ signal }) => callApi<FlagView>(pathOf`/projects/${project}/flags/${flag}`, { signal }),
    enabled: flag !== '',
  })
  return found.data?.body.variants ?? []
}

interface ChoiceQuery<Item> {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (call: { readonly signal: AbortSignal }) => Promise<readonly Item[]>
}

/** The first page of a list. */
function choices<Item>(
  queryKey: readonly unknown[],
  path: string,
  query: Readonly<Record<string, string>> = {},
): ChoiceQuery<Item> {
  return {
    queryKey,
    queryFn: async ({ signal }) =>
      (await callApi<Page<Item>>(path, { query: { limit: LIMIT, ...query }, signal })).body.items,
  }
}
