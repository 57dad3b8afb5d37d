import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { queryKeys } from '../../api/query-keys.ts'
import { useScope } from '../../shell/scope.ts'
import { askForGroup } from './ask-for-group.ts'

/** Asks that everybody is drawn anew. */
export function useAskForResalt(group: string, onAsked: () => void) {
  const { project, environment } = useScope()
  const queryClient = useQueryClient()
  const [idempotencyKey, drawAgain] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: (): Promise<string> =>
      askForGroup({ project, environment, group, change: { salt: null }, reason: '', idempotencyKey }),
    onSuccess: async () => {
      onAsked()
      await queryClient.invalidateQueries({
        queryKey: [...queryKeys.inEnvironment(project, environment), 'requests'],
      })
    },
    onSettled: () => drawAgain(crypto.randomUUID()),
  })
}
