/**
 * A place where signed heads, access tables and ruleset bodies lie. Nothing it gives is believed before it was verified.
 * Redis is the first implementation; the Cache API (bodies by version) and the origin are further ones.
 */
export interface RulesetSource {
  /**
   * Reads the two envelopes of an environment in one look, so that they cannot be of two moments.
   * @param timeoutMs  after which it rejects
   * @returns `undefined` for what does not lie there
   * @throws when the place cannot be asked
   */
  readSigned(environmentId: string, timeoutMs: number): Promise<SignedTexts>
  /**
   * Reads a body as it is stored: base64 of gzip.
   * @returns `undefined` when it does not lie there (yet)
   * @throws when the place cannot be asked, or did not answer within `BODY_TIMEOUT_MS`
   */
  readBody(environmentId: string, version: number): Promise<string | undefined>
}

export interface SignedTexts {
  readonly head: string | undefined
  readonly access: string | undefined
}

/** A body is at most 7 MB; five seconds are a slow link. */
export const BODY_TIMEOUT_MS = 5_000
