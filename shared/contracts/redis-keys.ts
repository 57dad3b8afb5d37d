/** What lies in Redis, by environment id; see ARCHITECTURE.md for who writes what. */
export const redisKeys = {
  head: (environmentId: string) => `tm:${environmentId}:head`,
  access: (environmentId: string) => `tm:${environmentId}:access`,
  ruleset: (environmentId: string, version: number) => `tm:${environmentId}:ruleset:${version}`,
  spill: (environmentId: string) => `tm:${environmentId}:spill`,
} as const

/**
 * Written with every publication, whatever the environment. Where it is missing Redis is empty (flushed, or a replica that
 * knows nothing yet), and an environment that is not there may exist all the same.
 */
export const ORIGIN_MARK = 'tm:origin'

/** Matches every environment's spill list, for `SCAN`. */
export const SPILL_PATTERN = 'tm:*:spill'
