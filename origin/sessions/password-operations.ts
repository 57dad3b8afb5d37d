import * as z from 'zod/mini'
import { INSTALLATION } from '../audit/installation.ts'
import { unauthenticated } from '../access/identify.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, defineEmptyOperation } from '../operations/operation.ts'
import { findAccount, updatePasswordHash } from '../people/account-repository.ts'
import type { Passwords } from '../people/passwords.ts'
import { newPasswordSchema, passwordSchema } from '../people/person-input.ts'
import type { CheckPassword } from './check-password.ts'
import { requireSamePassword } from './require-same-password.ts'
import { personOf } from './session-operations.ts'
import { deleteOtherSessions } from './session-repository.ts'

export interface PasswordParts {
  readonly passwords: Passwords
  readonly checkPassword: CheckPassword
}

export function passwordOperations({ database }: ApiContext, parts: PasswordParts): readonly Operation[] {
  return [
    defineEmptyOperation({
      id: 'changePassword',
      method: 'put',
      path: '/me/password',
      tag: 'Sessions',
      summary: 'Takes a new password for the old one; every other browser is signed out',
      needs: 'person',
      body: z.strictObject({ currentPassword: passwordSchema, newPassword: newPasswordSchema }),
      errors: ['sign_in_refused'],
      status: 204,
      handle: async ({ principal, body, visit, commit }) => {
        const { id, sessionId } = personOf(principal)
        const account = findAccount(database, id)
        if (account === undefined) throw unauthenticated()
        const { email } = account
        await parts.checkPassword({ email, password: body.currentPassword, network: visit.network, account })
        const passwordHash = await parts.passwords.hash(body.newPassword)
        await commit((change) => {
          requireSamePassword(change, account)
          updatePasswordHash(change.transaction, id, passwordHash)
          deleteOtherSessions(change.transaction, id, sessionId)
          change.audit({ action: 'password.change', projectId: INSTALLATION, target: id })
        })
      },
    }),
  ]
}
