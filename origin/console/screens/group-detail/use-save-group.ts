import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { GroupView } from '../../api/use-choices.ts'
import { refuseOtherVersion } from '../../changes/refuse-stale.ts'
import type { SaveOrder, Saving } from '../../drafts/draft-review.tsx'
import { type DraftGroup, changesOfGroup } from '../../group-shares/draft-group.ts'
import { useScope } from '../../shell/scope.ts'
import { askForGroup } from './ask-for-group.ts'
import { groupKeys, useGroupPath } from './use-group.ts'

/** Saves a group, or asks for it; all that shows it is asked anew, also when somebody else was faster. */
export function useSaveGroup(base: GroupView, draft: DraftGroup): Saving {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const path = useGroupPath(base.key)
  return useMutation({
    mutationFn: async ({ reason, request }: SaveOrder): Promise<void> => {
      const change = changesOfGroup(base, draft)
      if (request === undefined) {
        await callApi(path, { method: 'PATCH', body: change, ifMatch: `"${base.version}"`, reason })
        return
      }
      refuseOtherVersion(base, (await callApi<GroupView>(path)).body)
      await askForGroup({ project, environment, group: base.key, change, reason, ...request })
    },
    onSettled: () => {
      // Whoever waits for it sees it done first: what is read anew is another version.
      void queryClient.invalidateQueries({ queryKey: groupKeys.all(project) })
      void queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) })
    },
  })
}
