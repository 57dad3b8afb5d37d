import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../../api/api-client.ts'
import { isConflict } from '../../../api/api-error.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import type { ConfigurationView } from '../../../api/views.ts'
import { askForChange } from '../../../changes/ask-for-change.ts'
import { useScope } from '../../../shell/scope.ts'
import type { Draft } from '../../../changes/draft.ts'
import type { SaveOrder, Saving } from '../../../drafts/draft-review.tsx'

/** Saves a draft, or asks for it; both only while nobody else changed what it began from. */
export function useSave(base: ConfigurationView, draft: Draft): Saving {
  const queryClient = useQueryClient()
  const { project } = useScope()
  const { environment, flag } = base
  const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}`
  return useMutation({
    mutationFn: async ({ reason, request }: SaveOrder): Promise<void> => {
      if (request === undefined) {
        await callApi(path, { method: 'PUT', body: draft, ifMatch: `"${base.version}"`, reason })
        return
      }
      await askForChange({ project, base, draft, reason, ...request })
    },
    onError: async (error) => {
      if (isConflict(error)) await queryClient.invalidateQueries({ queryKey: queryKeys.configurations(project, flag) })
    },
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.flag(project, flag) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) }),
      ]),
  })
}
