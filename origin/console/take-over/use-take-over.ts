import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../api/api-client.ts'
import { isConflict } from '../api/api-error.ts'
import { queryKeys } from '../api/query-keys.ts'
import type { ConfigurationView } from '../api/views.ts'
import { askForChange } from '../changes/ask-for-change.ts'
import { draftOf } from '../changes/draft.ts'
import { refuseStale } from '../changes/refuse-stale.ts'
import { useScope } from '../shell/scope.ts'

/** A state that is taken over: an earlier version, or what another environment does now. */
export type TakenState =
  | { readonly kind: 'version'; readonly state: ConfigurationView }
  | { readonly kind: 'environment'; readonly state: ConfigurationView }

export interface TakeOverOrder {
  /** What the receiving environment does now. */
  readonly base: ConfigurationView
  readonly taken: TakenState
  readonly reason: string
  /** Asks for the change instead of making it. */
  readonly requestKey?: string
}

/** Makes a flag do in one environment what it did before, or what it does elsewhere; both only while nobody else changed it. */
export function useTakeOver(onDone: () => void) {
  const queryClient = useQueryClient()
  const { project } = useScope()
  return useMutation({
    mutationFn: async ({ base, taken, reason, requestKey }: TakeOverOrder): Promise<void> => {
      const { kind, state } = taken
      if (kind === 'environment') await refuseStale(project, [state])
      if (requestKey !== undefined) {
        await askForChange({ project, base, draft: draftOf(state), reason, idempotencyKey: requestKey })
        return
      }
      const flag = pathOf`/projects/${project}/environments/${base.environment}/flags/${base.flag}`
      const [path, body] =
        kind === 'version'
          ? [`${flag}/restore`, { version: state.version }]
          : [`${flag}/promote`, { from: state.environment }]
      await callApi(path, { method: 'POST', body, ifMatch: `"${base.version}"`, reason })
    },
    onError: async (error, { base }) => {
      if (isConflict(error)) {
        await queryClient.invalidateQueries({ queryKey: queryKeys.configurations(project, base.flag) })
      }
    },
    onSuccess: async (_nothing, { base }) => {
      // Said first: a list that is read anew may have no place any more for who asked.
      onDone()
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: queryKeys.flag(project, base.flag) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) }),
        queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, base.environment) }),
      ])
    },
  })
}
