import type { Request, Response } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { actorOf } from '../access/principal.ts'
import { OriginError } from '../errors/origin-error.ts'
import { principalOf } from './api-context.ts'
import { runHandler } from './run-handler.ts'

/** Counts a call, and says in its headers how many are left. Rejects with OriginError `too_many_requests`. */
export type LimitRequests = (request: Request, response: Response) => Promise<void>

const WINDOW_MS = 60_000

/** How often one caller may call in a minute, said in the `RateLimit` headers (draft 8 of the IETF's `ratelimit-headers`). */
export function limitRequests(perMinute: number): LimitRequests {
  const limiter = rateLimit({
    windowMs: WINDOW_MS,
    limit: perMinute,
    keyGenerator: (request, response) => callerOf(request, response),
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: false,
    handler: (request, _response, next) => next(tooManyRequests(resetOf(request))),
  })
  return (request, response) => runHandler(limiter, request, response)
}

/** Whoever is not known is told apart by address. */
function callerOf(request: Request, response: Response): string {
  const principal = principalOf(response)
  return principal.type === 'nobody' ? ipKeyGenerator(request.ip ?? '') : actorOf(principal)
}

function resetOf(request: object): number {
  const info: unknown = 'rateLimit' in request ? request.rateLimit : undefined
  if (typeof info !== 'object' || info === null || !('resetTime' in info)) return WINDOW_MS
  return info.resetTime instanceof Date ? info.resetTime.getTime() - Date.now() : WINDOW_MS
}

function tooManyRequests(waitMs: number): OriginError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000))
  return new OriginError('too_many_requests', `expected no request for ${retryAfterSeconds} s`, { retryAfterSeconds })
}
