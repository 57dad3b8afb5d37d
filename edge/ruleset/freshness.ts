import type { Runtime } from '../runtime.ts'
import type { EnvironmentState } from './environment-state.ts'
import type { SignedParts } from './ruleset-source.ts'

/** `fresh`: serve, ask nothing; `behind`: serve, and look behind the answer; `front`: look first. */
export type Freshness = 'fresh' | 'behind' | 'front'

/** How old what an isolate knows may be before it looks again: the freshness rule of the design, all of it. */
export interface FreshnessRule {
  /** By the time since the last good look at everything; a clock that stepped back since makes it `front`. */
  freshnessOf(state: Looked, nowMs: number): Freshness
  /** What a look at this moment reads: the access table, which may be large, at least in the ordinary rhythm. */
  partsDue(state: Looked, nowMs: number): SignedParts
}

/** When the last good look at everything began. */
export type Looked = Pick<EnvironmentState, 'checkedAtMs'>

const FRESH_MS = 1_000
/** Isolates look a fifth earlier or later than each other, so that they do not look together. */
const SPREAD = 0.2
/** The same for every isolate: with the wait in front it is the bound within which a revoked key is refused. */
export const SERVE_FIRST_MS = 5_000

/** One for each isolate: it draws how much earlier or later this one looks. */
export function createFreshnessRule(runtime: Pick<Runtime, 'random'>): FreshnessRule {
  const freshMs = FRESH_MS * (1 - SPREAD + 2 * SPREAD * runtime.random())
  return {
    freshnessOf: ({ checkedAtMs }, nowMs) => {
      if (isWithin(freshMs, checkedAtMs, nowMs)) return 'fresh'
      return isWithin(SERVE_FIRST_MS, checkedAtMs, nowMs) ? 'behind' : 'front'
    },
    partsDue: ({ checkedAtMs }, nowMs) => (isWithin(freshMs, checkedAtMs, nowMs) ? 'head' : 'all'),
  }
}

/** Not when the clock stepped back since. */
export function isWithin(durationMs: number, sinceAtMs: number, nowMs: number): boolean {
  const sinceMs = nowMs - sinceAtMs
  return sinceMs >= 0 && sinceMs <= durationMs
}
