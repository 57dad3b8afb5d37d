import type { ApiContext } from '../http/api-context.ts'
import type { Account } from '../people/account-repository.ts'
import { openSession } from './open-session.ts'
import { requireSamePassword } from './require-same-password.ts'
import { sessionCookie } from './session-cookie.ts'
import type { Visit } from './visit.ts'

/**
 * Opens a session for somebody whose password was checked.
 * @returns a `Set-Cookie` header
 * @throws OriginError `sign_in_refused`, where it was changed meanwhile
 */
export async function signIn({ commit }: Pick<ApiContext, 'commit'>, visit: Visit, account: Account): Promise<string> {
  const { id } = account
  const author = { actor: id, address: visit.address, way: 'console', reason: null } as const
  const token = await commit(author, (change) => {
    requireSamePassword(change, account)
    return openSession(change, id, visit)
  })
  return sessionCookie.write(token, visit.isSecure)
}
