import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { type Operation, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { addMember, changeRole, removeMember } from './member-service.ts'
import { type Member, listMembers } from './membership-repository.ts'
import { emailSchema, roleSchema } from './person-input.ts'
import { memberView, memberViewSchema } from './person-view.ts'

const MEMBERS = '/projects/{project}/members'
const MEMBER = `${MEMBERS}/{person}` as const

/** Who may do what in a project. */
export function memberOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listMembers',
      method: 'get',
      path: MEMBERS,
      tag: 'People',
      summary: 'The members of a project and their roles, by e-mail',
      needs: 'viewer',
      query: pageQuerySchema,
      status: 200,
      result: pageSchema(memberViewSchema),
      handle: ({ scope, query }) => {
        const rows = listMembers(database, scope.project.id, { limit: query.limit + 1, above: query.cursor ?? '' })
        return { body: toPage(rows, query, { placeOf: emailOf, viewOf: memberView }) }
      },
    }),
    defineOperation({
      id: 'addMember',
      method: 'post',
      path: MEMBERS,
      tag: 'People',
      summary: 'Gives somebody who has an account a role in the project',
      needs: 'admin',
      body: z.strictObject({ email: emailSchema, role: roleSchema }),
      errors: ['person_not_found', 'member_exists'],
      status: 201,
      result: memberViewSchema,
      handle: async ({ scope, body, commit }) => ({
        body: memberView(await commit((change) => addMember(change, scope.project, body))),
      }),
    }),
    defineOperation({
      id: 'updateMember',
      method: 'patch',
      path: MEMBER,
      tag: 'People',
      summary: 'Gives a member another role, from the next request on',
      needs: 'admin',
      body: z.strictObject({ role: roleSchema }),
      errors: ['person_not_found', 'last_admin'],
      status: 200,
      result: memberViewSchema,
      handle: async ({ scope, params, body, commit }) => ({
        body: memberView(await commit((change) => changeRole(change, scope.project, { id: params.person, ...body }))),
      }),
    }),
    defineEmptyOperation({
      id: 'removeMember',
      method: 'delete',
      path: MEMBER,
      tag: 'People',
      summary: 'Takes a member out of the project, from the next request on',
      needs: 'admin',
      errors: ['person_not_found', 'last_admin'],
      status: 204,
      handle: ({ scope, params, commit }) => commit((change) => removeMember(change, scope.project, params.person)),
    }),
  ]
}

function emailOf({ account }: Member): string {
  return account.email
}
