import type { PresentedKey } from '../../shared/contracts/access-key.ts'
import { type AccessTableKey, findAccessKey, isExpired } from '../../shared/contracts/access-table.ts'
import { sha256Hex } from '../../shared/hashing/encoding.ts'
import type { LoadedEnvironment } from '../ruleset/environment-state.ts'
import type { Environments, Readiness } from '../ruleset/environments.ts'
import type { Lifetime, Runtime } from '../runtime.ts'
import { createKeyReader } from './presented-key.ts'
import { type RateLimiter, isWithinLimit } from './rate-limiter.ts'

/** Who asks: with a server's key, with a client's, or (the seed's route, where it is open) with none. */
export type CallerKind = 'srv' | 'cli' | 'open'

export interface Caller {
  readonly kind: CallerKind
  /** Whether it may be told how a decision came about, which is to say: the rules. */
  readonly mayExplain: boolean
  readonly environment: LoadedEnvironment
  /** The key's id, which is no secret; `undefined` for who came without one. */
  readonly keyId: string | undefined
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

/** What a request came with, besides its key. */
interface Arrival {
  readonly request: Request
  readonly lifetime: Lifetime
}

/**
 * Checks the presented key against the access table of the environment that it names. What has no right checksum ends
 * with no I/O. No promise where nothing is to be waited for: a key seen before costs one look into a map.
 */
export function createAuthenticate({ environments, runtime, guessLimiter }: AuthenticateDependencies): Authenticate {
  const readKey = createKeyReader()

  /** By the table of this moment, whatever it was when the key was presented: it may have been replaced meanwhile. */
  const findLive = ({ access }: LoadedEnvironment, text: string, sha256: string): AccessTableKey | undefined => {
    const key = findAccessKey(access.value, sha256)
    if (key === undefined || isExpired(key, runtime.nowMs())) return undefined
    access.found.set(text, key)
    return key
  }

  const identify = async (
    environment: LoadedEnvironment,
    text: string,
    { request, lifetime }: Arrival,
  ): Promise<Caller | AccessRefusal> => {
    const sha256 = await sha256Hex(text)
    const key = findLive(environment, text, sha256)
    if (key !== undefined) return admit(key, environment, request)
    // A guess is counted before Redis is asked for it.
    if (!(await isWithinLimit(guessLimiter, request))) return 'too_many'
    const isLookedFor = await environments.lookAgain(environment, { kind: 'key', name: text }, lifetime)
    const made = findLive(environment, text, sha256)
    if (made !== undefined) return admit(made, environment, request)
    return isLookedFor ? 'bad_key' : 'not_ready'
  }

  const judge = (readiness: Readiness, text: string, arrival: Arrival): ReturnType<Authenticate> => {
    if (readiness === 'unknown') return 'bad_key'
    if (readiness === 'not_ready') return readiness
    const key = readiness.access.found.get(text)
    if (key !== undefined && !isExpired(key, runtime.nowMs())) return admit(key, readiness, arrival.request)
    return identify(readiness, text, arrival)
  }

  const enter = ({ ownerId, text }: PresentedKey, arrival: Arrival): ReturnType<Authenticate> => {
    const readiness = environments.ready(ownerId, arrival.lifetime)
    if (!(readiness instanceof Promise)) return judge(readiness, text, arrival)
    return readiness.then((settled) => judge(settled, text, arrival))
  }

  /** Its environment may be invented, and each invented one costs a reading: it is a guess until it is known. */
  const enterUnexpected = async (presented: PresentedKey, arrival: Arrival): Promise<Caller | AccessRefusal> =>
    (await isWithinLimit(guessLimiter, arrival.request)) ? enter(presented, arrival) : 'too_many'

  return (request, lifetime) => {
    const presented = readKey(request.headers)
    if (presented === 'none') return 'no_key'
    if (presented === 'bad') return 'bad_key'
    const isExpected = environments.isExpected(presented.ownerId)
    return (isExpected ? enter : enterUnexpected)(presented, { request, lifetime })
  }
}

function admit(key: AccessTableKey, environment: LoadedEnvironment, request: Request): Caller | AccessRefusal {
  if (key.kind === 'adm' || !key.scopes.some((scope) => scope === 'evaluate' || scope === 'classic')) return 'forbidden'
  if (key.kind === 'cli' && !isOriginAllowed(key.origins, request.headers)) return 'forbidden'
  const mayExplain = key.kind === 'srv' && key.scopes.includes('evaluate')
  return { kind: key.kind, mayExplain, environment, keyId: key.id }
}

function isOriginAllowed(origins: readonly string[] | null, headers: Headers): boolean {
  if (origins === null) return true
  const origin = headers.get('origin')
  return origin !== null && origins.includes(origin)
}
