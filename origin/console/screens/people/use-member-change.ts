import { notifications } from '@mantine/notifications'
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { m } from '../../i18n/compiled/messages.js'
import { type Role, useScope } from '../../shell/scope.ts'
import { type Member, peopleKeys } from './use-people.ts'

export interface NewMember {
  readonly email: string
  readonly role: Role
}

export function useAddition(onDone: () => void): UseMutationResult<Member, Error, NewMember> {
  const { project } = useScope()
  const settle = useSettle(onDone)
  return useMutation({
    mutationFn: async (body) =>
      (await callApi<Member>(pathOf`/projects/${project}/members`, { method: 'POST', body })).body,
    onSuccess: ({ name }) => settle(m.people_added({ name })),
  })
}

export function useRoleChange({ id }: Member, onDone: () => void): UseMutationResult<Member, Error, Role> {
  const { project } = useScope()
  const settle = useSettle(onDone)
  return useMutation({
    mutationFn: async (role) =>
      (await callApi<Member>(pathOf`/projects/${project}/members/${id}`, { method: 'PATCH', body: { role } })).body,
    onSuccess: ({ name }) => settle(m.people_role_changed({ name })),
  })
}

export function useRemoval({ id, name }: Member, onDone: () => void): UseMutationResult<unknown, Error, void> {
  const { project } = useScope()
  const settle = useSettle(onDone)
  return useMutation({
    mutationFn: () => callApi(pathOf`/projects/${project}/members/${id}`, { method: 'DELETE' }),
    onSuccess: () => settle(m.people_removed({ name })),
  })
}

/** Whoever changed their own role sees from then on what it lets them. */
function useSettle(onDone: () => void): (message: string) => Promise<void> {
  const { project } = useScope()
  const queryClient = useQueryClient()
  return async (message) => {
    await queryClient.invalidateQueries({ queryKey: peopleKeys.members(project) })
    await queryClient.invalidateQueries({ queryKey: queryKeys.caller() })
    notifications.show({ message })
    onDone()
  }
}
