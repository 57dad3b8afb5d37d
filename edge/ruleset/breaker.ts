import type { Log } from '../log.ts'
import type { Runtime } from '../runtime.ts'

/**
 * Remembers that something fails or is slow, so that nobody waits for it twice: while open, requests are served from
 * what is known, and the work goes on behind them. After a failure that is one probe at a time, less and less often.
 */
export interface Breaker {
  /**
   * Whether nobody is to wait. What was found long ago, by an isolate that nobody asked anything since, says nothing of
   * now: it ends with the longest time in which another probe would have been made.
   */
  isOpen(nowMs: number): boolean
  /** Whether it was done late the last time, so that waiting for more of it would be in vain. Ends as `isOpen` does. */
  isLate(nowMs: number): boolean
  /** Whether work may start: always while nothing failed, and after a failure when the next probe is due and not claimed. */
  mayStart(nowMs: number): boolean
  /** Keeps the next probe for whoever starts now; a claim whose work is lost ends by itself. */
  claim(nowMs: number, durationMs: number): void
  succeeded(): void
  /** It was done, but took longer than a request waits. */
  succeededLate(nowMs: number): void
  /** A request waited as long as it may. The work is not at its own limit yet: only the waiting ends, until it succeeds. */
  waitedInVain(nowMs: number): void
  /**
   * Of several that fail together the first counts: work that began before a failure says nothing new about it.
   * @param cause  an error's name or a word of ours, for the log
   */
  failed(nowMs: number, beganAtMs: number, cause: string): void
}

export interface BreakerDependencies {
  readonly runtime: Pick<Runtime, 'random'>
  readonly log: Log
  /** What stands in each of its lines: which breaker it is. */
  readonly fields: Readonly<Record<string, string>>
  readonly longestDelayMs?: number
}

const FIRST_DELAY_MS = 200
/** With the check and the body after it, what is repaired is seen soon after ten seconds. */
const LONGEST_DELAY_MS = 8_000
/** Whoever is asked something at all makes a probe within this, so that only an isolate that slept comes to its end. */
const OPEN_FOR_MS = LONGEST_DELAY_MS

/** Exponential backoff; half of each delay is chance, so that isolates do not probe together. */
export function createBreaker(dependencies: BreakerDependencies): Breaker {
  const { runtime, log, fields, longestDelayMs = LONGEST_DELAY_MS } = dependencies
  let failures = 0
  let failedAtMs = 0
  let isSlow = false
  /** When it was last seen that nobody should wait, or when somebody began to find out. */
  let troubleAtMs = 0
  let lateAtMs: number | undefined
  /** No probe starts while it lasts. Its beginning is kept, so that a clock that stepped back ends it. */
  let pause = { fromMs: 0, forMs: 0 }

  const isInTrouble = (): boolean => failures > 0 || isSlow
  const succeed = (): void => {
    if (isInTrouble()) log({ level: 'info', event: 'breaker_closed', ...fields })
    failures = 0
    isSlow = false
  }
  const tellOpened = (cause: string): void => log({ level: 'warn', event: 'breaker_opened', ...fields, cause })

  return {
    isOpen: (nowMs) => isInTrouble() && isLately(troubleAtMs, nowMs),
    isLate: (nowMs) => lateAtMs !== undefined && isLately(lateAtMs, nowMs),
    mayStart: (nowMs) => failures === 0 || nowMs < pause.fromMs || nowMs - pause.fromMs >= pause.forMs,
    claim: (nowMs, durationMs) => {
      if (failures === 0) return
      pause = { fromMs: nowMs, forMs: durationMs }
      troubleAtMs = nowMs
    },
    succeeded: () => {
      succeed()
      lateAtMs = undefined
    },
    succeededLate: (nowMs) => {
      succeed()
      lateAtMs = nowMs
    },
    waitedInVain: (nowMs) => {
      if (!isInTrouble()) tellOpened('slow')
      isSlow = true
      troubleAtMs = nowMs
    },
    failed: (nowMs, beganAtMs, cause) => {
      if (failures > 0 && beganAtMs < failedAtMs) return
      if (failures === 0) tellOpened(cause)
      failedAtMs = nowMs
      troubleAtMs = nowMs
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** failures, longestDelayMs)
      failures += 1
      pause = { fromMs: nowMs, forMs: delayMs * (0.5 + runtime.random() / 2) }
    },
  }
}

function isLately(atMs: number, nowMs: number): boolean {
  return nowMs >= atMs && nowMs - atMs < OPEN_FOR_MS
}
