import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { SegmentView } from '../../api/use-choices.ts'
import { refuseOtherVersion } from '../../changes/refuse-stale.ts'
import type { SaveOrder, Saving } from '../../drafts/draft-review.tsx'
import { useScope } from '../../shell/scope.ts'
import type { IdsByList } from './id-changes-of.ts'
import { type SegmentDraft, changedParts, editIds } from './segment-draft.ts'
import { useSegmentPath } from './use-segment.ts'

export interface SegmentEdits {
  readonly base: SegmentView
  readonly draft: SegmentDraft
  /** As of the base. */
  readonly lists: IdsByList
}

/** Saves a segment, or asks for it; all that shows it is asked anew, also when somebody else was faster. */
export function useSaveSegment(edits: SegmentEdits): Saving {
  const { base } = edits
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const path = useSegmentPath(base.key)
  return useMutation({
    mutationFn: async ({ reason, request }: SaveOrder): Promise<void> => {
      const change = changeOf(edits)
      if (request === undefined) {
        await callApi(path, { method: 'PATCH', body: change, ifMatch: `"${base.version}"`, reason })
        return
      }
      refuseOtherVersion(base, (await callApi<SegmentView>(path)).body)
      const { applyAt, idempotencyKey } = request
      const about = { ...(reason === '' ? {} : { reason }), ...(applyAt === undefined ? {} : { applyAt }) }
      await callApi(`${path}/requests`, { method: 'POST', body: { ...about, change }, idempotencyKey })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) }),
  })
}

function changeOf({ base, draft, lists }: SegmentEdits): object {
  const { included, excluded } = draft.ids
  return {
    ...changedParts(base, draft),
    ...(included === undefined ? {} : { included: editIds(lists.included, included) }),
    ...(excluded === undefined ? {} : { excluded: editIds(lists.excluded, excluded) }),
  }
}
