/** How long what was learned is kept, and how long nobody asks again after a failure. */
export interface Patience {
  readonly clock: () => number
  readonly keptMs: number
  readonly pauseMs: number
}

/**
 * Asks when somebody first needs the answer, once for all who need it meanwhile. A failure is everybody's for a moment,
 * so that who is down is not asked at the pace of those who wait; then it is asked again.
 */
export function askSeldom<T>(ask: () => Promise<T>, { clock, keptMs, pauseMs }: Patience): () => Promise<T> {
  let last: { readonly answer: Promise<T>; readonly untilMs: number } | undefined
  return () => {
    if (last !== undefined && clock() < last.untilMs) return last.answer
    const asked = { answer: ask(), untilMs: clock() + keptMs }
    last = asked
    asked.answer.catch(() => {
      if (last === asked) last = { ...asked, untilMs: clock() + pauseMs }
    })
    return asked.answer
  }
}
