import type { Request, Response } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { OriginError } from '../errors/origin-error.ts'
import { bearerTokenOf } from '../http/bearer-token.ts'
import { runHandler } from '../http/run-handler.ts'
import type { Principal } from './principal.ts'

/** Says who asks, or throws `unauthenticated` or `too_many_attempts`. */
export type Identify<T = Principal> = (request: Request, response: Response) => Promise<T>

const WINDOW_MS = 60_000
/** Failed attempts of one address (IPv6: one /56) in a window: enough for a broken deployment, nothing for a guesser. */
export const FAILED_ATTEMPTS = 60

/**
 * Failed attempts, and nothing else, are counted by address. A key that is right passes beyond the limit too: nobody
 * behind the same address (a proxy, an office) is locked out by somebody else's mistake, and no key can be guessed;
 * generated ones have 190 bits, and the origin refuses to start with a weak master key.
 */
export function createIdentify<T>(authenticate: (token: string) => T | undefined): Identify<T> {
  const limiter = rateLimit({
    windowMs: WINDOW_MS,
    limit: FAILED_ATTEMPTS,
    keyGenerator: addressOf,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    handler: (_request, _response, next) => next(tooManyAttempts(WINDOW_MS)),
  })
  return async (request, response) => {
    const token = bearerTokenOf(request)
    if (token === undefined) throw unauthenticated()
    const principal = authenticate(token)
    if (principal !== undefined) return principal
    const attempts = await limiter.getKey(addressOf(request))
    if (attempts !== undefined && attempts.totalHits >= FAILED_ATTEMPTS) {
      throw tooManyAttempts((attempts.resetTime?.getTime() ?? 0) - Date.now())
    }
    await runHandler(limiter, request, response)
    throw unauthenticated()
  }
}

function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? '')
}

/** One answer for everything that is wrong with a key or a session: it does not say that it ever existed. */
export function unauthenticated(): OriginError {
  return new OriginError('unauthenticated', 'expected Authorization: Bearer with a valid key')
}

export function tooManyAttempts(waitMs: number): OriginError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000))
  return new OriginError('too_many_attempts', `expected no attempt for ${retryAfterSeconds} s`, { retryAfterSeconds })
}
