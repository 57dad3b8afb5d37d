import { type Identify, unauthenticated } from '../access/identify.ts'
import { requireSameOrigin } from './require-same-origin.ts'
import type { AuthenticateSession } from './session-authenticator.ts'
import { readSessionCookie } from './session-cookie.ts'

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/**
 * A key where one is shown, else the session of a browser. Sessions are not counted as attempts: nobody guesses 256
 * bits, and a page that was left open over night goes on asking.
 */
export function createIdentifyCaller(identify: Identify, authenticate: AuthenticateSession): Identify {
  return async (request, response) => {
    const token = request.get('Authorization') === undefined ? readSessionCookie(request) : undefined
    if (token === undefined) return identify(request, response)
    if (!SAFE_METHODS.includes(request.method)) requireSameOrigin(request)
    const person = authenticate(token)
    if (person === undefined) throw unauthenticated()
    return person
  }
}
