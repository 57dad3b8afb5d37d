import type { ApiContext } from '../http/api-context.ts'
import { openSession } from './open-session.ts'
import { sessionCookie } from './session-cookie.ts'
import type { Visit } from './visit.ts'

/** @returns a `Set-Cookie` header */
export async function signIn({ commit }: Pick<ApiContext, 'commit'>, visit: Visit, accountId: string): Promise<string> {
  const author = { actor: accountId, address: visit.address, way: 'console', reason: null } as const
  const token = await commit(author, (change) => openSession(change, accountId, visit))
  return sessionCookie.write(token, visit.isSecure)
}
