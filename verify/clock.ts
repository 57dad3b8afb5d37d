import { setTimeout as wait } from 'node:timers/promises'

/** Time as a verification feels it; injected, so that tests own it. */
export interface Clock {
  /** Of no epoch; never steps back. */
  nowMs(): number
  /** @throws when the operator ends the run */
  sleep(ms: number): Promise<void>
}

export function createClock(signal: AbortSignal): Clock {
  return { nowMs: () => performance.now(), sleep: (ms) => wait(ms, undefined, { signal }) }
}
