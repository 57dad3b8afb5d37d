import { OriginError } from '../errors/origin-error.ts'
import type { Identify } from './identify.ts'

/** Lets only those pass who manage something: the master key, keys of kind `adm`, and people. */
export function requireManager(identify: Identify): Identify {
  return async (request, response) => {
    const principal = await identify(request, response)
    if (principal.type === 'key' && !principal.scopes.includes('manage')) {
      throw new OriginError('forbidden', `expected a key of kind adm, got one of kind ${principal.kind}`)
    }
    return principal
  }
}
