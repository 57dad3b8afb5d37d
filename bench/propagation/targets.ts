/** What propagation must reach while Redis is near (a round trip of 0 ms), in milliseconds. */
export const TARGETS = {
  attention: { p50: 100, p99: 250 },
  off: { p50: 650, p99: 1_300 },
} as const

/** No answer may lack an edit that was committed longer ago, also after a sleep. */
export const NEVER_OVER_MS = 5_250

/** A full ruleset: 10 000 flags of five rules. */
export const LARGE = { flags: 10_000, servedWithinMs: 3_000, slowestRequestMs: 250 } as const
