import type { Runtime } from '../runtime.ts'

/**
 * Remembers that something fails, so that nobody waits for it twice: while open, requests are served from what is
 * known, and one probe at a time finds out whether it works again.
 */
export interface Breaker {
  isOpen(): boolean
  /** Whether work may start: always while closed, and while open when the next probe is due and not claimed. */
  mayStart(nowMs: number): boolean
  /** Keeps the next probe for whoever starts now; a claim whose work is lost ends by itself. */
  claim(nowMs: number, durationMs: number): void
  succeeded(): void
  /** Of several that fail together the first counts: work that began before a failure says nothing new about it. */
  failed(nowMs: number, beganAtMs: number): void
}

const FIRST_DELAY_MS = 200
/** With the check and the body after it, what is repaired is seen within ten seconds. */
const LONGEST_DELAY_MS = 8_000

/** Exponential backoff; half of each delay is chance, so that isolates do not probe together. */
export function createBreaker(runtime: Pick<Runtime, 'random'>): Breaker {
  let failures = 0
  let failedAtMs = 0
  let nextProbeAtMs = 0
  return {
    isOpen: () => failures > 0,
    // A clock that stepped back must not close the door for longer than the longest delay.
    mayStart: (nowMs) => failures === 0 || nowMs >= nextProbeAtMs || nextProbeAtMs - nowMs > LONGEST_DELAY_MS,
    claim: (nowMs, durationMs) => {
      if (failures > 0) nextProbeAtMs = nowMs + durationMs
    },
    succeeded: () => {
      failures = 0
    },
    failed: (nowMs, beganAtMs) => {
      if (failures > 0 && beganAtMs < failedAtMs) return
      failedAtMs = nowMs
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** failures, LONGEST_DELAY_MS)
      failures += 1
      nextProbeAtMs = nowMs + delayMs * (0.5 + runtime.random() / 2)
    },
  }
}
