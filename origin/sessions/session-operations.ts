import * as z from 'zod/mini'
import type { Person, Principal } from '../access/principal.ts'
import { INSTALLATION } from '../audit/installation.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { findAccountByEmail } from '../people/account-repository.ts'
import { emailSchema, passwordSchema } from '../people/person-input.ts'
import { personView, personViewSchema } from '../people/person-view.ts'
import type { CheckPassword } from './check-password.ts'
import { sessionCookie } from './session-cookie.ts'
import { isSessionLive } from './session-life.ts'
import { deleteSession, listSessions } from './session-repository.ts'
import { sessionView, sessionViewSchema } from './session-view.ts'
import { signIn } from './sign-in.ts'

/** Signing in and out, and the browsers in which one is signed in. */
export function sessionOperations(context: ApiContext, checkPassword: CheckPassword): readonly Operation[] {
  const { database, clock } = context
  return [
    defineOperation({
      id: 'signIn',
      method: 'post',
      path: '/session',
      tag: 'Sessions',
      summary: 'Signs in by e-mail and password; the answer sets a cookie',
      needs: 'anyone',
      isSecret: true,
      body: z.strictObject({ email: emailSchema, password: passwordSchema }),
      errors: ['sign_in_refused'],
      status: 200,
      result: personViewSchema,
      handle: async ({ body, visit }) => {
        const found = findAccountByEmail(database, body.email)
        const account = await checkPassword({ ...body, network: visit.network, account: found })
        const setCookie = await signIn(context, visit, account)
        return { body: personView(account), setCookie }
      },
    }),
    defineEmptyOperation({
      id: 'signOut',
      method: 'delete',
      path: '/session',
      tag: 'Sessions',
      summary: 'Signs this browser out',
      needs: 'person',
      status: 204,
      handle: async ({ principal, visit, commit }) => {
        const { id, sessionId } = personOf(principal)
        await commit((change) => {
          deleteSession(change.transaction, id, sessionId)
          change.audit({ action: 'session.end', projectId: INSTALLATION, target: id })
        })
        return { setCookie: sessionCookie.clear(visit.isSecure) }
      },
    }),
    defineOperation({
      id: 'listSessions',
      method: 'get',
      path: '/me/sessions',
      tag: 'Sessions',
      summary: 'The browsers in which the caller is signed in, the last used first',
      needs: 'person',
      status: 200,
      result: z.strictObject({ items: z.array(sessionViewSchema) }),
      handle: ({ principal }) => {
        const { id, sessionId } = personOf(principal)
        const live = listSessions(database, id).filter((row) => isSessionLive(row, clock()))
        return { body: { items: live.map((row) => sessionView(row, sessionId)) } }
      },
    }),
    defineEmptyOperation({
      id: 'endSession',
      method: 'delete',
      path: '/me/sessions/{id}',
      tag: 'Sessions',
      summary: 'Signs another browser out',
      needs: 'person',
      errors: ['session_not_found'],
      status: 204,
      handle: async ({ principal, params, commit }) => {
        const { id } = personOf(principal)
        await commit((change) => {
          if (!deleteSession(change.transaction, id, params.id)) {
            throw new OriginError('session_not_found', 'the caller has no such session')
          }
          change.audit({ action: 'session.end', projectId: INSTALLATION, target: id })
        })
      },
    }),
  ]
}

/** An operation that needs a person was let in by one. */
export function personOf(principal: Principal): Person {
  if (principal.type === 'person') return principal
  throw new OriginError('forbidden', 'expected somebody who signed in')
}
