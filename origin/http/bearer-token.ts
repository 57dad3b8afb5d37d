import type { Request } from 'express'

/** What stands behind `Bearer` in `Authorization` (RFC 6750); `undefined` when the header is missing or of another scheme. */
export function bearerTokenOf(request: Request): string | undefined {
  return /^bearer +(\S+) *$/i.exec(request.get('Authorization') ?? '')?.[1]
}
