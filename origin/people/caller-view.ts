import * as z from 'zod/mini'
import type { Principal } from '../access/principal.ts'
import { type Role, roleIn } from '../access/role.ts'
import type { Queryable } from '../db/open-database.ts'
import { listProjects } from '../projects/project-repository.ts'
import { findAccount } from './account-repository.ts'
import { roleSchema } from './person-input.ts'
import { personView, personViewSchema } from './person-view.ts'

/** Who asks, and what they may do where. */
export const callerViewSchema = z
  .strictObject({
    type: z.enum(['master', 'key', 'person']),
    /** Of a key or a person, as audit entries name them. */
    id: z.nullable(z.string()),
    person: z.nullable(personViewSchema),
    projects: z.array(z.strictObject({ key: z.string(), name: z.string(), role: roleSchema })),
  })
  .register(z.globalRegistry, { id: 'Caller' })

export type CallerView = z.infer<typeof callerViewSchema>

export function callerView(database: Queryable, principal: Principal): CallerView {
  const projects = projectsOf(database, principal)
  if (principal.type === 'key') return { type: 'key', id: principal.id, person: null, projects }
  const account = principal.type === 'person' ? findAccount(database, principal.id) : undefined
  if (account === undefined) return { type: 'master', id: null, person: null, projects }
  return { type: 'person', id: account.id, person: personView(account), projects }
}

function projectsOf(database: Queryable, principal: Principal): CallerView['projects'] {
  return listProjects(database).flatMap(({ id, key, name }) => {
    const role: Role | undefined = roleIn(principal, id)
    return role === undefined ? [] : [{ key, name, role }]
  })
}
