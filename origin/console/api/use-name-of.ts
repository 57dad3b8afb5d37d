import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { memberViewSchema } from '../../people/person-view.ts'
import { callApi, pathOf } from './api-client.ts'
import { queryKeys } from './query-keys.ts'
import type { Page } from './views.ts'
import { m } from '../i18n/compiled/messages.js'
import { useScope } from '../shell/scope.ts'

type Member = z.infer<typeof memberViewSchema>

/** As many as a page has. */
const LIMIT = '200'

/** The actor of whoever has the installation's own key. */
const MASTER = 'master'

/** The name of whoever did something; the id itself for a key, and for people who are no members any more. */
export function useNameOf(): (actor: string) => string {
  const { project, caller } = useScope()
  const members = useQuery({
    queryKey: [...queryKeys.project(project), 'members', 'names'],
    queryFn: async ({ signal }) =>
      (await callApi<Page<Member>>(pathOf`/projects/${project}/members`, { query: { limit: LIMIT }, signal })).body
        .items,
  })
  return (actor) => {
    if (actor === MASTER) return m.api_master()
    if (actor === caller.person?.id) return caller.person.name
    return members.data?.find(({ id }) => id === actor)?.name ?? actor
  }
}
