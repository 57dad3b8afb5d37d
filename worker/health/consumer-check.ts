import type { ReadinessCheck } from './readiness.ts'

/** Thirty long polls in vain: whatever holds the consumer up, it is not about to count anything. */
const STALLED_AFTER_MS = 60_000

/** @param polledAtMs  when the queue last answered a poll; undefined before the first answer */
export function consumerCheck(polledAtMs: () => number | undefined, now: () => number): ReadinessCheck {
  return {
    name: 'consumer',
    async check() {
      const atMs = polledAtMs()
      if (atMs === undefined) return 'has not polled the queue yet'
      const sinceMs = now() - atMs
      return sinceMs > STALLED_AFTER_MS ? `stalled: last poll ${Math.round(sinceMs / 1_000)} s ago` : undefined
    },
  }
}
