import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { FlagView } from '../../api/views.ts'
import { askForFlag, needsOthers } from '../../changes/ask-for-flag.ts'
import { refuseOtherVersion } from '../../changes/refuse-stale.ts'
import type { SaveOrder, Saving } from '../../drafts/draft-review.tsx'
import { useScope } from '../../shell/scope.ts'

/** One change of a flag everywhere, by both ways. */
export interface FlagChange {
  /** What was looked at. */
  readonly base: FlagView
  /** As a request has it. */
  readonly change: object
  /** By whoever may do it alone; the path lies below the flag. */
  readonly alone: { readonly method: 'PATCH' | 'POST' | 'DELETE'; readonly path: string; readonly body?: object }
}

export interface FlagSaving {
  readonly saving: Saving
  /** The origin said so: there is more that guards the flag than the console knew. */
  readonly isGuarded: boolean
}

/** Makes a change, or asks for it. */
export function useFlagChange({ base, change, alone }: FlagChange): FlagSaving {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const [isGuarded, setIsGuarded] = useState(false)
  const { key: flag, version } = base
  const path = pathOf`/projects/${project}/flags/${flag}`
  const saving = useMutation({
    mutationFn: async ({ reason, request }: SaveOrder): Promise<void> => {
      if (request === undefined) {
        const { method, body } = alone
        await callApi(path + alone.path, { method, body, ifMatch: `"${version}"`, reason })
        return
      }
      refuseOtherVersion(base, (await callApi<FlagView>(path)).body)
      await askForFlag({ project, environment, flag, change, reason, ...request })
    },
    onError: (error) => setIsGuarded((before) => before || needsOthers(error)),
    onSettled: () => {
      // Whoever waits for it sees it done first: what is read anew is another version, or nothing any more.
      void queryClient.invalidateQueries({ queryKey: queryKeys.flag(project, flag) })
      void queryClient.invalidateQueries({ queryKey: queryKeys.flags(project) })
      void queryClient.invalidateQueries({ queryKey: queryKeys.inEnvironment(project, environment) })
    },
  })
  return { saving, isGuarded }
}
