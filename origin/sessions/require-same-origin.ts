import type { Request } from 'express'
import { OriginError } from '../errors/origin-error.ts'

/**
 * A change that a browser's cookie stands for comes from a page of our own. Browsers say so in `Sec-Fetch-Site`, older
 * ones in `Origin`; one that says neither is refused.
 * @throws OriginError `cross_site_request`
 */
export function requireSameOrigin(request: Request): void {
  const site = request.get('Sec-Fetch-Site')
  const isOurs = site === undefined ? request.get('Origin') === originOf(request) : site === 'same-origin'
  if (isOurs) return
  throw new OriginError('cross_site_request', `expected Sec-Fetch-Site: same-origin, or Origin: ${originOf(request)}`)
}

function originOf(request: Request): string {
  return `${request.protocol}://${request.host}`
}
