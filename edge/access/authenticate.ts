import { parseAccessKey } from '../../shared/contracts/access-key.ts'
import { type AccessTableKey, findAccessKey, isExpired } from '../../shared/contracts/access-table.ts'
import { sha256Hex } from '../../shared/hashing/encoding.ts'
import type { LoadedEnvironment } from '../ruleset/environment-state.ts'
import type { Environments } from '../ruleset/environments.ts'
import type { Lifetime, Runtime } from '../runtime.ts'
import { type RateLimiter, isWithinLimit } from './rate-limiter.ts'

/** Who asks: with a server's key, with a client's, or (the seed's route, where it is open) with none. */
export type CallerKind = 'srv' | 'cli' | 'open'

export interface Caller {
  readonly kind: CallerKind
  /** Whether it may be told how a decision came about, which is to say: the rules. */
  readonly mayExplain: boolean
  readonly environment: LoadedEnvironment
}

/**
 * Why nobody is served. `bad_key` is the one answer for unknown, revoked, expired and foreign keys: it does not say that
 * a key ever existed.
 */
export type AccessRefusal = 'no_key' | 'bad_key' | 'forbidden' | 'too_many' | 'not_ready'

export type Authenticate = (
  request: Request,
  lifetime: Lifetime,
) => Caller | AccessRefusal | Promise<Caller | AccessRefusal>

export interface AuthenticateDependencies {
  readonly environments: Environments
  readonly runtime: Runtime
  readonly guessLimiter: RateLimiter | undefined
}

/**
 * Checks the presented key against the access table of the environment that it names. What has no right checksum ends
 * with no I/O. No promise where nothing is to be waited for: a key seen before costs one look into a map.
 */
export function createAuthenticate({ environments, runtime, guessLimiter }: AuthenticateDependencies): Authenticate {
  const liveKey = async (environment: LoadedEnvironment, text: string): Promise<AccessTableKey | undefined> => {
    const key = findAccessKey(environment.access.value, await sha256Hex(text))
    if (key === undefined || isExpired(key, runtime.nowMs())) return undefined
    environment.access.found.set(text, key)
    return key
  }

  const refuseGuess = async (request: Request): Promise<AccessRefusal> =>
    (await isWithinLimit(guessLimiter, request)) ? 'bad_key' : 'too_many'

  const identify = async (
    environment: LoadedEnvironment,
    text: string,
    { request, lifetime }: { readonly request: Request; readonly lifetime: Lifetime },
  ): Promise<Caller | AccessRefusal> => {
    const key = await liveKey(environment, text)
    if (key !== undefined) return admit(key, environment, request)
    // A guess is counted before Redis is asked for it.
    const refusal = await refuseGuess(request)
    if (refusal === 'too_many') return refusal
    await environments.lookAgain(environment, lifetime)
    const made = await liveKey(environment, text)
    if (made !== undefined) return admit(made, environment, request)
    return environments.isCertain(environment) ? refusal : 'not_ready'
  }

  const check = (
    environment: LoadedEnvironment,
    text: string,
    { request, lifetime }: { readonly request: Request; readonly lifetime: Lifetime },
  ): Caller | AccessRefusal | Promise<Caller | AccessRefusal> => {
    const key = environment.access.found.get(text)
    if (key !== undefined && !isExpired(key, runtime.nowMs())) return admit(key, environment, request)
    return identify(environment, text, { request, lifetime })
  }

  return (request, lifetime) => {
    const text = presentedKey(request.headers)
    if (text === undefined) return 'no_key'
    const presented = parseAccessKey(text)
    if (!presented.ok || presented.value.kind === 'adm') return 'bad_key'
    const readiness = environments.ready(presented.value.ownerId, lifetime)
    if (!(readiness instanceof Promise) && typeof readiness !== 'string') {
      return check(readiness, text, { request, lifetime })
    }
    return Promise.resolve(readiness).then((settled) => {
      if (settled === 'not_ready') return settled
      return settled === 'unknown' ? refuseGuess(request) : check(settled, text, { request, lifetime })
    })
  }
}

/** `Authorization: Bearer <key>`, or `X-API-Key: <key>`. */
function presentedKey(headers: Headers): string | undefined {
  const authorization = headers.get('authorization')
  if (authorization !== null) return /^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? ''
  return headers.get('x-api-key') ?? undefined
}

function admit(key: AccessTableKey, environment: LoadedEnvironment, request: Request): Caller | AccessRefusal {
  if (key.kind === 'adm' || !key.scopes.some((scope) => scope === 'evaluate' || scope === 'classic')) return 'forbidden'
  if (key.kind === 'cli' && !isOriginAllowed(key.origins, request.headers)) return 'forbidden'
  return { kind: key.kind, mayExplain: key.kind === 'srv' && key.scopes.includes('evaluate'), environment }
}

function isOriginAllowed(origins: readonly string[] | null, headers: Headers): boolean {
  if (origins === null) return true
  const origin = headers.get('origin')
  return origin !== null && origins.includes(origin)
}
