import { tooManyAttempts } from '../access/identify.ts'

/** Counts attempts at passwords, by whatever they have in common. */
export interface AttemptCounter {
  /**
   * Counts one attempt before it is made, so that many at once are not more than the limit.
   * @throws OriginError `too_many_attempts`
   */
  readonly begin: (key: string) => void
  /** Takes back one that was counted, since it succeeded; what failed before stays counted. */
  readonly forgive: (key: string) => void
}

export interface AttemptLimit {
  readonly clock: () => number
  readonly attempts: number
}

interface Window {
  readonly sinceMs: number
  readonly attempts: number
}

const WINDOW_MS = 15 * 60_000
/** About 2 MB. Beyond it the oldest are forgotten: invented e-mails must not fill the memory. */
const MAX_WINDOWS = 20_000

/** In memory: a restart forgets, and nobody outside can restart the origin. */
export function createAttemptCounter({ clock, attempts: limit }: AttemptLimit): AttemptCounter {
  const windows = new Map<string, Window>()
  const forgetOld = (nowMs: number): void => {
    for (const [key, { sinceMs }] of windows) {
      if (nowMs - sinceMs < WINDOW_MS && windows.size < MAX_WINDOWS) return
      windows.delete(key)
    }
  }
  return {
    begin: (key) => {
      const nowMs = clock()
      forgetOld(nowMs)
      const { sinceMs, attempts } = windows.get(key) ?? { sinceMs: nowMs, attempts: 0 }
      if (attempts >= limit) throw tooManyAttempts(sinceMs + WINDOW_MS - nowMs)
      windows.set(key, { sinceMs, attempts: attempts + 1 })
    },
    forgive: (key) => {
      const window = windows.get(key)
      if (window !== undefined) windows.set(key, { ...window, attempts: window.attempts - 1 })
    },
  }
}
