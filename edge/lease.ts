/**
 * The right to do a piece of work that requests share. It ends by itself: a holder whose request was cancelled blocks
 * nobody. It is data, not a promise, since a promise made by another request may never settle.
 */
export interface Lease {
  /** @returns what releases it; `undefined` while somebody else holds it */
  take(nowMs: number, durationMs: number): LeaseToken | undefined
  isHeld(nowMs: number): boolean
  /** Ends it early. A holder whose time was over ends nothing of the next one's. */
  release(token: LeaseToken): void
}

/** Of one taking. */
export type LeaseToken = number

export function createLease(): Lease {
  let taken: LeaseToken = 0
  let takenAtMs = 0
  let heldForMs = 0
  // A clock that stepped back to before the taking ends the lease too: it could not be trusted to end otherwise.
  const isHeld = (nowMs: number): boolean => nowMs >= takenAtMs && nowMs - takenAtMs < heldForMs
  return {
    isHeld,
    take: (nowMs, durationMs) => {
      if (isHeld(nowMs)) return undefined
      takenAtMs = nowMs
      heldForMs = durationMs
      taken += 1
      return taken
    },
    release: (token) => {
      if (token === taken) heldForMs = 0
    },
  }
}
