import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { createdInvitationSchema, invitationViewSchema } from '../../../people/invitation-view.ts'
import type { memberViewSchema } from '../../../people/person-view.ts'
import { callApi, pathOf } from '../../api/api-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import type { Items, Page, Person } from '../../api/views.ts'
import { useScope } from '../../shell/scope.ts'

export type Member = z.infer<typeof memberViewSchema>
export type Invitation = z.infer<typeof invitationViewSchema>
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>

/** Whom an invitation lets in: into the project, or to run the whole installation. */
export type InvitationScope = 'project' | 'installation'

export const peopleKeys = {
  members: (project: string) => [...queryKeys.project(project), 'members'] as const,
  accounts: () => ['people'] as const,
  invitations: (scope: InvitationScope, project: string) =>
    scope === 'project' ? ([...queryKeys.project(project), 'invitations'] as const) : (['invitations'] as const),
} as const

/** By e-mail, a page at a time. */
export function useMembers(): UseInfiniteQueryResult<InfiniteData<Page<Member>>> {
  const { project } = useScope()
  return usePages<Member>([...peopleKeys.members(project), 'pages'], pathOf`/projects/${project}/members`)
}

export function useAccounts(): UseInfiniteQueryResult<InfiniteData<Page<Person>>> {
  return usePages<Person>(peopleKeys.accounts(), '/people')
}

export function useInvitations(scope: InvitationScope) {
  const { project } = useScope()
  return useQuery({
    queryKey: peopleKeys.invitations(scope, project),
    queryFn: async ({ signal }) =>
      (await callApi<Items<Invitation>>(invitationsPath(scope, project), { signal })).body.items,
  })
}

export function invitationsPath(scope: InvitationScope, project: string): string {
  return scope === 'project' ? pathOf`/projects/${project}/invitations` : '/invitations'
}

function usePages<T>(queryKey: readonly string[], path: string): UseInfiniteQueryResult<InfiniteData<Page<T>>> {
  return useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }) =>
      (await callApi<Page<T>>(path, { query: { cursor: pageParam }, signal })).body,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
}
