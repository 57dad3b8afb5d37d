import type { Request } from 'express'
import { OriginError } from '../errors/origin-error.ts'

/**
 * Passwords travel over TLS, or inside one machine.
 * @throws OriginError `tls_required`
 */
export function requirePrivateWay(request: Request): void {
  if (request.secure || isThisMachine(request.hostname)) return
  throw new OriginError(
    'tls_required',
    'expected https, or http on localhost; behind a TLS proxy the origin needs TRUST_PROXY',
  )
}

function isThisMachine(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
