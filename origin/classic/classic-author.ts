import type { Request, Response } from 'express'
import { actorOf } from '../access/principal.ts'
import type { Author } from '../changes/author.ts'
import { principalOf } from '../http/api-context.ts'

/** The seed's clients never say why. */
export function classicAuthor(request: Request, response: Response): Author {
  return { actor: actorOf(principalOf(response)), address: request.ip ?? null, way: 'classic', reason: null }
}
