import type { RequestHandler } from 'express'
import { OriginError } from '../errors/origin-error.ts'
import { setPrincipal } from '../http/api-context.ts'
import type { Identify } from './identify.ts'

/** Lets only those pass who manage something: the master key, and keys of kind `adm`. */
export function requireManager(identify: Identify): RequestHandler {
  return async (request, response, next) => {
    const principal = await identify(request, response)
    if (principal.type === 'key' && !principal.scopes.includes('manage')) {
      throw new OriginError('forbidden', `expected a key of kind adm, got one of kind ${principal.kind}`)
    }
    setPrincipal(response, principal)
    next()
  }
}
