/**
 * A place where signed heads, access tables and ruleset bodies lie. Nothing it gives is believed before it was verified.
 * The tiers behind an isolate's memory are its implementations: Redis, the origin, the data centre's cache.
 */
export interface RulesetSource {
  /**
   * Reads the two envelopes of an environment in one look, so that they cannot be of two moments; or its head alone.
   * @returns `undefined` for what does not lie there, or was not asked for
   * @throws when the place cannot be asked
   */
  readSigned(environmentId: string, wish: SignedWish): Promise<SignedTexts>
  /**
   * Reads a body as it is stored: base64 of gzip.
   * @returns `undefined` when it does not lie there (yet)
   * @throws when the place cannot be asked, or did not answer within `BODY_TIMEOUT_MS`
   */
  readBody(environmentId: string, version: number): Promise<string | undefined>
}

export interface SignedWish {
  /** After which it rejects. */
  readonly timeoutMs: number
  readonly parts: SignedParts
  /** What the caller has: a source that knows that it is still the newest gives the same texts back. */
  readonly known?: Pick<SignedTexts, 'head' | 'access'>
}

/** An access table may be large, and travels with every look that asks for it. */
export type SignedParts = 'head' | 'all'

/** Which of them last said what is to be served. */
export type SourceName = 'redis' | 'origin' | 'cache'

export interface SignedTexts {
  readonly head: string | undefined
  readonly access: string | undefined
  /** Whether anything was published there at all. Where nothing was, an environment's absence says nothing about it. */
  readonly isPublishedTo: boolean
}

/** A check has this long, whoever waits for it and for how long: a slow place is better asked slowly than never. */
export const CHECK_TIMEOUT_MS = 2_000
/** All that a request waits where it could be served at once; the check goes on behind. */
export const FRONT_WAIT_MS = 250
/** A body is at most 7 MB; five seconds are a slow link. */
export const BODY_TIMEOUT_MS = 5_000
/** A replica may show an old head, or a head before its body: it is asked again after this. */
export const ASK_AGAIN_MS = 200
