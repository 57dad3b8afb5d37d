/**
 * The right to do a piece of work that requests share. It ends by itself: a holder whose request was cancelled blocks
 * nobody. It is data, not a promise, since a promise made by another request may never settle.
 */
export interface Lease {
  /** `false` while somebody else holds it. */
  take(nowMs: number, durationMs: number): boolean
  isHeld(nowMs: number): boolean
  release(): void
}

export function createLease(): Lease {
  let takenAtMs = 0
  let heldForMs = 0
  // A clock that stepped back to before the taking ends the lease too: it could not be trusted to end otherwise.
  const isHeld = (nowMs: number): boolean => nowMs >= takenAtMs && nowMs - takenAtMs < heldForMs
  return {
    isHeld,
    take: (nowMs, durationMs) => {
      if (isHeld(nowMs)) return false
      takenAtMs = nowMs
      heldForMs = durationMs
      return true
    },
    release: () => {
      heldForMs = 0
    },
  }
}
