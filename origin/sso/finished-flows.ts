/** Which sign-ins came back already: each does so once. */
export interface FinishedFlows {
  /** @returns whether it is the first time */
  readonly finish: (flow: { readonly state: string; readonly expiresAtMs: number }) => boolean
}

/** About 2 MB; a flow that is forgotten early has a code that the provider takes once. */
const MAX_FLOWS = 20_000

/** In memory, like the seal without which no flow can come back. */
export function createFinishedFlows(clock: () => number): FinishedFlows {
  const expiries = new Map<string, number>()
  const forgetOld = (): void => {
    for (const [state, expiresAtMs] of expiries) {
      if (clock() < expiresAtMs && expiries.size < MAX_FLOWS) return
      expiries.delete(state)
    }
  }
  return {
    finish: ({ state, expiresAtMs }) => {
      forgetOld()
      if (expiries.has(state)) return false
      expiries.set(state, expiresAtMs)
      return true
    },
  }
}
