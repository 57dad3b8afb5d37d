import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { usePathname } from 'wouter/use-browser-location'
import { type Versioned, callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import type { Page } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'
import type { IdListName } from './segment-draft.ts'

const BEFORE_KEY = '/segments/'
/** As many as a page may have. */
const PAGE_SIZE = '200'

export interface SegmentUses {
  readonly flags: readonly string[]
  readonly segments: readonly string[]
}

/** The segment of the address, from its bytes: a key may hold `/` and `%`, which the router has decoded already. */
export function useSegmentKey(): string {
  const pathname = usePathname()
  return decodeURIComponent(pathname.slice(pathname.indexOf(BEFORE_KEY) + BEFORE_KEY.length))
}

export function useSegmentPath(key: string): string {
  const { project, environment } = useScope()
  return pathOf`/projects/${project}/environments/${environment}/segments/${key}`
}

export function useSegment(key: string): UseQueryResult<Versioned<SegmentView>> {
  const { project, environment } = useScope()
  const path = useSegmentPath(key)
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'segments', 'one', key],
    queryFn: ({ signal }) => callApi<SegmentView>(path, { signal }),
  })
}

export function useSegmentUses(key: string): UseQueryResult<SegmentUses> {
  const { project, environment } = useScope()
  const path = useSegmentPath(key)
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'segments', 'uses', key],
    queryFn: async ({ signal }) => (await callApi<SegmentUses>(`${path}/uses`, { signal })).body,
  })
}

/** All ids of a list, as of a version of the segment, which makes them the same for good. */
export function useSegmentIds(segment: SegmentView, list: IdListName): UseQueryResult<readonly string[]> {
  const { project, environment } = useScope()
  const path = `${useSegmentPath(segment.key)}/ids`
  const count = list === 'included' ? segment.includedCount : segment.excludedCount
  const place = [...queryKeys.inEnvironment(project, environment), 'segments', 'ids', segment.key]
  return useQuery({
    queryKey: [...place, segment.version, list],
    queryFn: async ({ signal }) => (count === 0 ? [] : readAll(path, list, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

async function readAll(path: string, list: IdListName, signal: AbortSignal): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const query = { list, limit: PAGE_SIZE, cursor }
    const { items, nextCursor } = (await callApi<Page<string>>(path, { query, signal })).body
    ids.push(...items)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
  return ids
}
