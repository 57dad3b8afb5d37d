import type { Request } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'
import { signOnCookie } from '../sso/sign-on-cookie.ts'
import { sessionCookie } from './session-cookie.ts'

/** From where a call comes, and by which browser. */
export interface Visit {
  readonly address: string | null
  /** Whom an address belongs to, as far as limits go: one IPv4 address, or one IPv6 /56. */
  readonly network: string
  /** Whether it came over TLS, and not over plain HTTP on this very machine. */
  readonly isSecure: boolean
  readonly userAgent: string | null
  /** What the browser's cookie says, be it still good or not. */
  readonly sessionToken: string | undefined
  /** The single sign-on that the browser began, sealed. */
  readonly sealedSignOn: string | undefined
}

const USER_AGENT_LENGTH = 200

export function visitOf(request: Request): Visit {
  return {
    address: request.ip ?? null,
    network: ipKeyGenerator(request.ip ?? ''),
    isSecure: request.secure,
    userAgent: request.get('User-Agent')?.slice(0, USER_AGENT_LENGTH) ?? null,
    sessionToken: sessionCookie.read(request),
    sealedSignOn: signOnCookie.read(request),
  }
}
