import { List } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type * as z from 'zod/mini'
import type { memberViewSchema } from '../../people/person-view.ts'
import { callApi, pathOf } from '../api/api-client.ts'
import { queryKeys } from '../api/query-keys.ts'
import type { Page } from '../api/views.ts'
import { EmptyState } from '../blocks/empty-state.tsx'
import { m } from '../i18n/compiled/messages.js'
import { useMay, useScope } from './scope.ts'

type Member = z.infer<typeof memberViewSchema>

/** Shows admins what is theirs, and everybody else whom to ask. */
export function AdminsOnly({ children }: { readonly children: ReactNode }) {
  return useMay('admin') ? children : <WhomToAsk />
}

function WhomToAsk() {
  const { project } = useScope()
  const members = useQuery({
    queryKey: [...queryKeys.project(project), 'members', 'admins'],
    queryFn: async ({ signal }) =>
      (await callApi<Page<Member>>(pathOf`/projects/${project}/members`, { signal })).body.items,
  })
  const admins = (members.data ?? []).filter(({ role }) => role === 'admin')
  return (
    <EmptyState title={m.shell_admins_only()} hint={m.shell_admins_only_hint()}>
      {admins.length > 0 && (
        <List size="sm" listStyleType="none" aria-label={m.shell_admins()}>
          {admins.map(({ id, name, email }) => (
            <List.Item key={id}>
              {name} · {email}
            </List.Item>
          ))}
        </List>
      )}
    </EmptyState>
  )
}
