import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../../api/api-client.ts'
import { ApiError, isConflict } from '../../../api/api-error.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import type { ConfigurationView, Items } from '../../../api/views.ts'
import { useScope } from '../../../shell/scope.ts'
import { type Draft, draftOf, isSame } from '../../../changes/draft.ts'

export interface SaveOrder {
  readonly base: ConfigurationView
  readonly draft: Draft
  readonly reason: string
  /** Asks for the change instead of making it: others approve, or its time comes. */
  readonly request?: { readonly applyAt: string | undefined; readonly idempotencyKey: string }
}

/** Saves a draft, or asks for it; both only while nobody else changed what it began from. */
export function useSave(flag: string) {
  const queryClient = useQueryClient()
  const { project, environment } = useScope()
  const path = pathOf`/projects/${project}/environments/${environment}/flags/${flag}`
  return useMutation({
    mutationFn: async ({ base, draft, reason, request }: SaveOrder): Promise<void> => {
      if (request === undefined) {
        await callApi(path, { method: 'PUT', body: draft, ifMatch: `"${base.version}"`, reason })
        return
      }
      await refuseStale(pathOf`/projects/${project}/flags/${flag}/configurations`, base)
      const { applyAt, idempotencyKey } = request
      const body = {
        change: changedMembers(draftOf(base), draft),
        ...(reason === '' ? {} : { reason }),
        ...(applyAt === undefined ? {} : { applyAt }),
      }
      await callApi(`${path}/requests`, { method: 'POST', body, idempotencyKey })
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

/** A request is written against what is there now, which is not what was looked at when somebody saved meanwhile. */
async function refuseStale(path: string, base: ConfigurationView): Promise<void> {
  const { items } = (await callApi<Items<ConfigurationView>>(path)).body
  const now = items.find(({ environment }) => environment === base.environment)
  if (now?.version !== base.version) throw new ApiError({ title: '', status: 412, code: 'version_mismatch' })
}

function changedMembers(before: Draft, after: Draft): Partial<Draft> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => !isSame(before[name as keyof Draft], value)),
  )
}
