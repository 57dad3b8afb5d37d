import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { useScope } from '../../shell/scope.ts'
import type { ChangeFacts } from './about-change.tsx'

export interface GroupOrder extends ChangeFacts {
  readonly change: object
}

/** Asks for a change of a group in the environment of the address: the request reaches all that refer to the group. */
export function useAskForGroup(key: string, onAsked: () => void) {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const [idempotencyKey, drawAgain] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async ({ change, reason, applyAt }: GroupOrder): Promise<string> => {
      const about = { ...(reason === '' ? {} : { reason }), ...(applyAt === undefined ? {} : { applyAt }) }
      const path = pathOf`/projects/${project}/environments/${environment}/groups/${key}/requests`
      const request = { method: 'POST', body: { ...about, change }, idempotencyKey } as const
      return (await callApi<{ readonly id: string }>(path, request)).body.id
    },
    onSuccess: async () => {
      onAsked()
      await queryClient.invalidateQueries({
        queryKey: [...queryKeys.inEnvironment(project, environment), 'requests'],
      })
    },
    onSettled: () => drawAgain(crypto.randomUUID()),
  })
}
