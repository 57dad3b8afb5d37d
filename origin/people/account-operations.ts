import { type Operation, defineOperation } from '../operations/operation.ts'
import { disableAccount, enableAccount } from './disable-account.ts'
import { personView, personViewSchema } from './person-view.ts'

const PERSON = '/people/{person}'

/** Who may come in at all, whatever roles they have. */
export function accountOperations(): readonly Operation[] {
  const facts = { method: 'post', tag: 'People', needs: 'installation', status: 200, result: personViewSchema } as const
  return [
    defineOperation({
      ...facts,
      id: 'disablePerson',
      path: `${PERSON}/disable`,
      summary:
        'Ends the sessions of an account, stops the keys by which its person manages projects, and lets them in no more',
      errors: ['person_not_found', 'last_admin'],
      handle: async ({ params, commit }) => ({
        body: personView(await commit((change) => disableAccount(change, params.person))),
      }),
    }),
    defineOperation({
      ...facts,
      id: 'enablePerson',
      path: `${PERSON}/enable`,
      summary: 'Lets the person of a disabled account in again, with the roles and the keys that they had',
      errors: ['person_not_found'],
      handle: async ({ params, commit }) => ({
        body: personView(await commit((change) => enableAccount(change, params.person))),
      }),
    }),
  ]
}
