import { callerView, callerViewSchema } from './caller-view.ts'
import type { ApiContext } from '../http/api-context.ts'
import { pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { type Account, listAccounts } from './account-repository.ts'
import { personView, personViewSchema } from './person-view.ts'

/** Who there is, and who the caller is. */
export function peopleOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'getCaller',
      method: 'get',
      path: '/me',
      tag: 'People',
      summary: 'Who the caller is, and their role in each project that they may see',
      needs: 'caller',
      status: 200,
      result: callerViewSchema,
      handle: ({ principal }) => ({ body: callerView(database, principal) }),
    }),
    defineOperation({
      id: 'listPeople',
      method: 'get',
      path: '/people',
      tag: 'People',
      summary: 'Everybody who has an account, by e-mail',
      needs: 'installation',
      query: pageQuerySchema,
      status: 200,
      result: pageSchema(personViewSchema),
      handle: ({ query }) => {
        const rows = listAccounts(database, { limit: query.limit + 1, above: query.cursor ?? '' })
        return { body: toPage(rows, query, { placeOf: emailOf, viewOf: personView }) }
      },
    }),
  ]
}

function emailOf({ email }: Account): string {
  return email
}
