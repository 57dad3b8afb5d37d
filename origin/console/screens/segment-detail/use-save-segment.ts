import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import { useScope } from '../../shell/scope.ts'
import type { IdsByList } from './id-changes-of.ts'
import { type SegmentDraft, changedParts, editIds } from './segment-draft.ts'
import { useSegmentPath } from './use-segment.ts'

export interface SegmentOrder {
  readonly base: SegmentView
  readonly draft: SegmentDraft
  /** As of the base. */
  readonly lists: IdsByList
  readonly reason: string
  /** Asks for the change instead of making it. */
  readonly request?: { readonly applyAt: string | undefined; readonly idempotencyKey: string }
}

/** Saves a segment, or asks for it; all that shows it is asked anew, also when somebody else was faster. */
export function useSaveSegment(key: string) {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const path = useSegmentPath(key)
  return useMutation({
    mutationFn: async ({ base, draft, lists, reason, request }: SegmentOrder): Promise<void> => {
      const change = changeOf(base, draft, lists)
      if (request === undefined) {
        await callApi(path, { method: 'PATCH', body: change, ifMatch: `"${base.version}"`, reason })
        return
      }
      const { applyAt, idempotencyKey } = request
      const about = { ...(reason === '' ? {} : { reason }), ...(applyAt === undefined ? {} : { applyAt }) }
      await callApi(`${path}/requests`, { method: 'POST', body: { ...about, change }, idempotencyKey })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) }),
  })
}

function changeOf(base: SegmentView, draft: SegmentDraft, lists: IdsByList): object {
  const { included, excluded } = draft.ids
  return {
    ...changedParts(base, draft),
    ...(included === undefined ? {} : { included: editIds(lists.included, included) }),
    ...(excluded === undefined ? {} : { excluded: editIds(lists.excluded, excluded) }),
  }
}
