/** Cloudflare's rate limit binding: counts per key and place, approximately, and says whether the key is still within. */
export interface RateLimiter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>
}

/**
 * Counts one attempt from the address that Cloudflare saw. Without a binding, or while it does not work, nothing is
 * limited: a right key must not fail by it. Never rejects.
 * @returns whether the address may go on
 */
export async function isWithinLimit(limiter: RateLimiter | undefined, request: Request): Promise<boolean> {
  if (limiter === undefined) return true
  try {
    return (await limiter.limit({ key: request.headers.get('cf-connecting-ip') ?? 'unknown' })).success
  } catch {
    return true
  }
}

/** The bindings' period in `wrangler.toml`: by then an address is within its limit again. */
export const LIMIT_PERIOD_SECONDS = 60
