import type { Log } from '../log.ts'
import type { Runtime } from '../runtime.ts'

/**
 * Remembers that something fails or is slow, so that nobody waits for it twice: while open, requests are served from
 * what is known, and the work goes on behind them. After a failure that is one probe at a time, less and less often.
 */
export interface Breaker {
  /** Whether nobody is to wait. */
  isOpen(): boolean
  /** Whether work may start: always while nothing failed, and after a failure when the next probe is due and not claimed. */
  mayStart(nowMs: number): boolean
  /** Keeps the next probe for whoever starts now; a claim whose work is lost ends by itself. */
  claim(nowMs: number, durationMs: number): void
  succeeded(): void
  /** A request waited as long as it may. The work is not at its own limit yet: only the waiting ends, until it succeeds. */
  waitedInVain(): void
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

/** Exponential backoff; half of each delay is chance, so that isolates do not probe together. */
export function createBreaker(dependencies: BreakerDependencies): Breaker {
  const { runtime, log, fields, longestDelayMs = LONGEST_DELAY_MS } = dependencies
  let failures = 0
  let failedAtMs = 0
  let isSlow = false
  /** No probe starts while it lasts. Its beginning is kept, so that a clock that stepped back ends it. */
  let pause = { fromMs: 0, forMs: 0 }

  const isOpen = (): boolean => failures > 0 || isSlow
  const tellOpened = (cause: string): void => log({ level: 'warn', event: 'breaker_opened', ...fields, cause })

  return {
    isOpen,
    mayStart: (nowMs) => failures === 0 || nowMs < pause.fromMs || nowMs - pause.fromMs >= pause.forMs,
    claim: (nowMs, durationMs) => {
      if (failures > 0) pause = { fromMs: nowMs, forMs: durationMs }
    },
    succeeded: () => {
      if (isOpen()) log({ level: 'info', event: 'breaker_closed', ...fields })
      failures = 0
      isSlow = false
    },
    waitedInVain: () => {
      if (!isOpen()) tellOpened('slow')
      isSlow = true
    },
    failed: (nowMs, beganAtMs, cause) => {
      if (failures > 0 && beganAtMs < failedAtMs) return
      if (failures === 0) tellOpened(cause)
      failedAtMs = nowMs
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** failures, longestDelayMs)
      failures += 1
      pause = { fromMs: nowMs, forMs: delayMs * (0.5 + runtime.random() / 2) }
    },
  }
}
