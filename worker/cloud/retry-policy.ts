import { setTimeout as delay } from 'node:timers/promises'

const FIRST_DELAY_MS = 50
const LONGEST_DELAY_MS = 5_000

/** How long and how patiently a store that is busy is asked again. */
export interface RetryPolicy {
  /** From the first attempt; then the messages are left to come back by their visibility timeout. */
  readonly boundMs: number
  /** Aborted when the worker is asked to stop: the attempt that runs is finished, no other one starts. */
  readonly stopping: AbortSignal
}

/**
 * Repeats an attempt until it says that it is done.
 * @param attempt  `done`, or `again` when only time can help
 * @returns whether it was done; false when the bound was reached or the worker stops
 */
export async function retry(attempt: () => Promise<'done' | 'again'>, policy: RetryPolicy): Promise<boolean> {
  const deadlineMs = performance.now() + policy.boundMs
  for (let failures = 0; (await attempt()) === 'again';) {
    const waitMs = jitteredDelayMs(++failures)
    if (performance.now() + waitMs > deadlineMs || !(await pause(waitMs, policy.stopping))) return false
  }
  return true
}

/** Doubles with every failure up to a bound; a random half of it, so that workers do not return in step. */
export function jitteredDelayMs(failures: number, longestMs: number = LONGEST_DELAY_MS): number {
  const ceilingMs = Math.min(longestMs, FIRST_DELAY_MS * 2 ** Math.min(failures, 20))
  return ceilingMs / 2 + Math.random() * (ceilingMs / 2)
}

/** @returns false when it was cut short because the worker stops */
export async function pause(ms: number, stopping: AbortSignal): Promise<boolean> {
  return delay(ms, true, { signal: stopping }).catch(() => false)
}
