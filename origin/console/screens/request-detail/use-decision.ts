import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { ShownRequest } from '../../change-requests/change-request.ts'
import { useScope } from '../../shell/scope.ts'

export type Verb = 'approve' | 'reject' | 'withdraw' | 'apply'

export interface Decision {
  /** As it was looked at: of another one nothing is decided. */
  readonly seen: ShownRequest
  readonly reason?: string
  readonly order: Verb | { readonly change?: object; readonly applyAt?: string | null }
}

/** Decides about a request, or edits it; whatever came of it, all that shows it is asked anew. */
export function useDecision() {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async ({ seen, order, reason }: Decision): Promise<void> => {
      const path = pathOf`/projects/${project}/environments/${environment}/requests/${seen.id}`
      const ifMatch = `"${seen.version}"`
      if (typeof order !== 'string') await callApi(path, { method: 'PATCH', body: order, ifMatch })
      else await callApi(`${path}/${order}`, { method: 'POST', ifMatch, ...(reason === undefined ? {} : { reason }) })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.project(project) }),
  })
}
