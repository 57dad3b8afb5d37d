import { type Identify, unauthenticated } from '../access/identify.ts'
import { isSafeMethod } from './safe-method.ts'
import { requireSameOrigin } from './require-same-origin.ts'
import type { AuthenticateSession } from './session-authenticator.ts'
import { sessionCookie } from './session-cookie.ts'

/**
 * A key where one is shown, else the session of a browser. Sessions are not counted as attempts: nobody guesses 256
 * bits, and a page that was left open over night goes on asking.
 */
export function createIdentifyCaller(identify: Identify, authenticate: AuthenticateSession): Identify {
  return async (request, response) => {
    const token = request.get('Authorization') === undefined ? sessionCookie.read(request) : undefined
    if (token === undefined) return identify(request, response)
    if (!isSafeMethod(request.method)) requireSameOrigin(request)
    const person = authenticate(token)
    if (person === undefined) throw unauthenticated()
    return person
  }
}
