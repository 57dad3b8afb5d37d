import type { Request, Response } from 'express'
import { actorOf } from '../access/principal.ts'
import type { Author } from '../changes/author.ts'
import { traceOfRequest } from '../http/request-trace.ts'
import { principalOf } from '../http/api-context.ts'

/** The seed's clients never say why. */
export function classicAuthor(request: Request, response: Response): Author {
  const actor = actorOf(principalOf(response))
  return { actor, address: request.ip ?? null, way: 'classic', reason: null, trace: traceOfRequest(request) }
}
