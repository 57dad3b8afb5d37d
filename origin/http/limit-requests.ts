import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'
import { actorOf } from '../access/principal.ts'
import { OriginError } from '../errors/origin-error.ts'
import { principalOf } from './api-context.ts'

/** Counts a call, and says in its headers how many are left. @throws OriginError `too_many_requests` */
export type LimitRequests = (request: Request, response: Response) => void

const WINDOW_MS = 60_000
/** Tells callers apart in a header without naming them. */
const PARTITION_LENGTH = 12

interface Caller {
  calls: number
  /** The `RateLimit-Policy` header, which is the same in every answer. */
  readonly policy: string
}

/**
 * How often one caller may call in a minute, said in the `RateLimit` headers (draft 8 of the IETF's `ratelimit-headers`).
 * The minute is the same for all, so that whoever called is forgotten with it.
 */
export function limitRequests(perMinute: number): LimitRequests {
  const name = `"${perMinute}-in-1min"`
  const callers = new Map<string, Caller>()
  let endsAtMs = 0
  const callerOf = (key: string): Caller => {
    const known = callers.get(key)
    if (known !== undefined) return known
    const policy = `${name}; q=${perMinute}; w=${WINDOW_MS / 1_000}; pk=:${partitionOf(key)}:`
    const caller: Caller = { calls: 0, policy }
    callers.set(key, caller)
    return caller
  }
  return (request, response) => {
    // Of a clock that only goes on.
    const nowMs = performance.now()
    if (nowMs >= endsAtMs) {
      callers.clear()
      endsAtMs = nowMs + WINDOW_MS
    }
    const caller = callerOf(keyOf(request, response))
    caller.calls += 1
    const seconds = Math.ceil((endsAtMs - nowMs) / 1_000)
    response.setHeader('RateLimit', `${name}; r=${Math.max(0, perMinute - caller.calls)}; t=${seconds}`)
    response.setHeader('RateLimit-Policy', caller.policy)
    if (caller.calls > perMinute) throw tooManyRequests(Math.max(1, seconds))
  }
}

/** Whoever is not known is told apart by address. */
function keyOf(request: Request, response: Response): string {
  const principal = principalOf(response)
  return principal.type === 'nobody' ? ipKeyGenerator(request.ip ?? '') : actorOf(principal)
}

function partitionOf(key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, PARTITION_LENGTH)
  return Buffer.from(digest).toString('base64')
}

function tooManyRequests(retryAfterSeconds: number): OriginError {
  return new OriginError('too_many_requests', `expected no request for ${retryAfterSeconds} s`, { retryAfterSeconds })
}
