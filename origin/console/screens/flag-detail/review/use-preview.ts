import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { previewSchema } from '../../../../explaining/explain-view.ts'
import type { savedContextViewSchema } from '../../../../saved-contexts/saved-context-view.ts'
import { callApi, pathOf } from '../../../api/api-client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import type { Items } from '../../../api/views.ts'
import { useScope } from '../../../shell/scope.ts'
import type { Draft } from '../../../changes/draft.ts'

type Preview = z.infer<typeof previewSchema>
type SavedContext = z.infer<typeof savedContextViewSchema>
export type Resolution = Preview['changes'][number]['before']

/** What a draft means for one example person, and for people like them. */
export interface ContextPreview {
  readonly id: string
  readonly name: string
  /** Of the example itself; by flag, when others need this one. */
  readonly changes: Preview['changes']
  /** In [0, 1], of made-up targeting keys with the example's other attributes; `undefined` where the flag is too large to try so many. */
  readonly changedShare: number | undefined
}

export interface DraftPreview {
  readonly contexts: readonly ContextPreview[]
  /** Where people are placed anew. */
  readonly moves: Preview['moves']
}

const SYNTHETIC_KEYS = 1_000
/** People of more examples are looked at one by one only: each takes a thousand decisions. */
const MAX_SHARES = 12

/** Tries the draft on everybody who is saved by name. A draft that the origin would refuse is refused here already. */
export function usePreview(flag: string, draft: Draft): UseQueryResult<DraftPreview> {
  const { project, environment } = useScope()
  return useQuery({
    queryKey: [...queryKeys.inEnvironment(project, environment), 'preview', flag, draft],
    queryFn: async ({ signal }) => {
      const { items } = (await callApi<Items<SavedContext>>(pathOf`/projects/${project}/contexts`, { signal })).body
      const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}/preview`
      const ask = async (contexts: readonly SavedContext['context'][]): Promise<Preview> =>
        (await callApi<Preview>(path, { method: 'POST', body: { configuration: draft, contexts }, signal })).body
      const { changes, moves } = await ask(items.map(({ context }) => context))
      const contexts: ContextPreview[] = []
      for (const [i, { id, name, context }] of items.entries()) {
        const changedShare = i < MAX_SHARES ? await shareOf(() => ask(alike(context))) : undefined
        contexts.push({ id, name, changes: changes.filter((change) => change.context === i), changedShare })
      }
      return { contexts, moves }
    },
    staleTime: 0,
  })
}

async function shareOf(ask: () => Promise<Preview>): Promise<number | undefined> {
  const preview = await ask().catch(() => undefined)
  return preview === undefined ? undefined : preview.changedContexts / SYNTHETIC_KEYS
}

function alike(context: SavedContext['context']): readonly SavedContext['context'][] {
  return Array.from({ length: SYNTHETIC_KEYS }, (_, i) => ({ ...context, targetingKey: `synthetic-${i}` }))
}
