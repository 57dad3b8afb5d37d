import type { Clock } from './clock.ts'

export interface Question {
  /** By the clock; what is measured begins here. */
  readonly sinceMs: number
  /** Whether the answer is the one that is waited for. */
  readonly ask: () => Promise<boolean>
  /** From one question's beginning to the next one's, or longer where answers take longer. */
  readonly everyMs: number
  /** So many such answers in a row: several isolates answer, and one of them may still be behind. */
  readonly inARow: number
}

/** After this nobody waits any more. */
const GIVE_UP_MS = 15_000

/** @returns how long it took to the first of the unbroken row; `undefined` when none came before it was given up */
export async function settle({ sinceMs, ask, everyMs, inARow }: Question, clock: Clock): Promise<number | undefined> {
  let first: number | undefined
  for (let row = 0; row < inARow;) {
    const askedAtMs = clock.nowMs()
    const isSettled = await ask()
    row = isSettled ? row + 1 : 0
    first = isSettled ? (first ?? clock.nowMs()) : undefined
    if (!isSettled && clock.nowMs() - sinceMs > GIVE_UP_MS) return undefined
    if (row < inARow) await clock.sleep(Math.max(0, askedAtMs + everyMs - clock.nowMs()))
  }
  return first === undefined ? undefined : first - sinceMs
}
