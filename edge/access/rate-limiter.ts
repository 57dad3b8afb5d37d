/** Cloudflare's rate limit binding: counts per key and place, approximately, and says whether the key is still within. */
export interface RateLimiter {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>
}

/**
 * Counts one attempt from the address that Cloudflare saw. Without a binding nothing is limited.
 * @returns whether the address may go on
 */
export async function isWithinLimit(limiter: RateLimiter | undefined, request: Request): Promise<boolean> {
  if (limiter === undefined) return true
  const { success } = await limiter.limit({ key: request.headers.get('cf-connecting-ip') ?? 'unknown' })
  return success
}

/** The bindings' period in `wrangler.toml`: by then an address is within its limit again. */
export const LIMIT_PERIOD_SECONDS = 60
