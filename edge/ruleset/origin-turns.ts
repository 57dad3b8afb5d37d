import { createLease } from '../lease.ts'
import { isWithin } from './freshness.ts'

/** Who of an isolate's environments may ask the origin next. */
export interface OriginTurns {
  /**
   * One question in ten seconds for all of them, in the order in which they first came for it: one that is always asked
   * for does not keep it from one that has nothing yet.
   */
  take(environmentId: string, nowMs: number): boolean
}

/** The origin is one machine, and isolates are thousands. */
const EVERY_MS = 10_000
/** Who does not come again within this loses its place; what is turned away with 503 comes a second later. */
const WAITS_MS = 5_000
/** What anybody may invent costs no more memory; who finds no place comes again. */
const WAITING_LIMIT = 100

export function createOriginTurns(): OriginTurns {
  /** Never released: it ends by itself. */
  const budget = createLease()
  /** When each came last, in the order in which they came first. */
  const waiting = new Map<string, number>()
  return {
    take: (environmentId, nowMs) => {
      for (const [id, cameAtMs] of waiting) if (!isWithin(WAITS_MS, cameAtMs, nowMs)) waiting.delete(id)
      const [next = environmentId] = waiting.keys()
      if (next === environmentId && budget.take(nowMs, EVERY_MS) !== undefined) {
        waiting.delete(environmentId)
        return true
      }
      if (waiting.size < WAITING_LIMIT || waiting.has(environmentId)) waiting.set(environmentId, nowMs)
      return false
    },
  }
}
