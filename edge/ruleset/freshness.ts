import type { Runtime } from '../runtime.ts'
import type { EnvironmentState } from './environment-state.ts'
import type { SignedParts } from './ruleset-source.ts'

/** `fresh`: serve, ask nothing; `behind`: serve, and look behind the answer; `front`: look first. */
export type Freshness = 'fresh' | 'behind' | 'front'

/** How old what an isolate knows may be before it looks again: the freshness rule of the design, all of it. */
export interface FreshnessRule {
  /**
   * By the time since the last good look at everything, and under attention at the head; a clock that stepped back since
   * makes it `front`.
   */
  freshnessOf(state: Looked, nowMs: number): Freshness
  /** What a look at this moment reads: the access table, which may be large, at least in the ordinary rhythm. */
  partsDue(state: Looked, nowMs: number): SignedParts
}

/** When the last good looks at everything and at the head began, and how closely it is to be listened. */
export type Looked = Pick<EnvironmentState, 'checkedAtMs' | 'headAtMs' | 'attention'>

const FRESH_MS = 1_000
/** Isolates look a fifth earlier or later than each other, so that they do not look together. */
const SPREAD = 0.2
/** While somebody edits: a change is seen in a tenth of a second under requests, and a pause hides it for no second. */
const ATTENTIVE_FRESH_MS = 100
const ATTENTIVE_SERVE_FIRST_MS = 1_000
/** The same for every isolate: with the wait in front it is the bound within which a revoked key is refused. */
export const SERVE_FIRST_MS = 5_000

/** One for each isolate: it draws how much earlier or later this one looks. */
export function createFreshnessRule(runtime: Pick<Runtime, 'random'>): FreshnessRule {
  const factor = 1 - SPREAD + 2 * SPREAD * runtime.random()
  const freshMs = FRESH_MS * factor
  const attentiveFreshMs = ATTENTIVE_FRESH_MS * factor
  return {
    freshnessOf: ({ checkedAtMs, headAtMs, attention }, nowMs) => {
      const isAttentive = attention !== undefined && isWithin(attention.forMs, attention.seenAtMs, nowMs)
      const isLooked = (ordinaryMs: number, attentiveMs: number): boolean =>
        isWithin(ordinaryMs, checkedAtMs, nowMs) && (!isAttentive || isWithin(attentiveMs, headAtMs, nowMs))
      if (isLooked(freshMs, attentiveFreshMs)) return 'fresh'
      return isLooked(SERVE_FIRST_MS, ATTENTIVE_SERVE_FIRST_MS) ? 'behind' : 'front'
    },
    partsDue: ({ checkedAtMs }, nowMs) => (isWithin(freshMs, checkedAtMs, nowMs) ? 'head' : 'all'),
  }
}

/** Not when the clock stepped back since. */
export function isWithin(durationMs: number, sinceAtMs: number, nowMs: number): boolean {
  const sinceMs = nowMs - sinceAtMs
  return sinceMs >= 0 && sinceMs <= durationMs
}
