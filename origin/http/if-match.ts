import type { Request } from 'express'
import type { Precondition } from '../changes/precondition.ts'
import { OriginError } from '../errors/origin-error.ts'

/** `If-Match` (RFC 9110, 13.1.1), which a change needs: two editors never overwrite each other without a word. */
export function requiredPrecondition(request: Request): Precondition {
  const precondition = optionalPrecondition(request)
  if (precondition !== undefined) return precondition
  throw new OriginError('if_match_required', 'expected If-Match with the ETag of what is to be changed')
}

export function optionalPrecondition(request: Request): Precondition | undefined {
  const header = request.get('If-Match')
  if (header === undefined) return undefined
  if (header.trim() === '*') return 'any'
  return header.split(',').map((tag) => tag.trim())
}
