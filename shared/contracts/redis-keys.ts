/** What lies in Redis, by environment id; see ARCHITECTURE.md for who writes what. */
export const redisKeys = {
  head: (environmentId: string) => `tm:${environmentId}:head`,
  access: (environmentId: string) => `tm:${environmentId}:access`,
  ruleset: (environmentId: string, version: number) => `tm:${environmentId}:ruleset:${version}`,
  spill: (environmentId: string) => `tm:${environmentId}:spill`,
} as const

/** Matches every environment's spill list, for `SCAN`. */
export const SPILL_PATTERN = 'tm:*:spill'
