import { notifications } from '@mantine/notifications'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Person } from '../../api/views.ts'
import { notifyError } from '../../blocks/notify.ts'
import { m } from '../../i18n/compiled/messages.js'
import { useScope } from '../../shell/scope.ts'
import { peopleKeys } from './use-people.ts'

/** Whoever disables their own account is signed out by the next answer. */
export function useDisabling(onDone: () => void): UseMutationResult<Person, Error, Person> {
  const settle = useSettle()
  return useMutation({
    mutationFn: async ({ id }) => (await callApi<Person>(pathOf`/people/${id}/disable`, { method: 'POST' })).body,
    onSuccess: async ({ name }) => {
      await settle(m.people_now_disabled({ name }))
      onDone()
    },
  })
}

export function useEnabling(): UseMutationResult<Person, Error, Person> {
  const settle = useSettle()
  return useMutation<Person, Error, Person>({
    mutationFn: async ({ id }) => (await callApi<Person>(pathOf`/people/${id}/enable`, { method: 'POST' })).body,
    onSuccess: ({ name }) => settle(m.people_now_enabled({ name })),
    onError: notifyError,
  })
}

function useSettle(): (message: string) => Promise<void> {
  const { project } = useScope()
  const queryClient = useQueryClient()
  return async (message) => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: peopleKeys.accounts() }),
      queryClient.invalidateQueries({ queryKey: peopleKeys.members(project) }),
      queryClient.invalidateQueries({ queryKey: queryKeys.caller() }),
    ])
    notifications.show({ message })
  }
}
