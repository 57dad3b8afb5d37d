/** Which environment is published next: what somebody changed before what is merely due, each not before its time. */
export interface PublishingQueue {
  /** Somebody waits for it. */
  readonly addChanged: (environmentId: string) => void
  /** To be issued anew, or healed. */
  readonly addDue: (environmentId: string) => void
  readonly take: (nowMs: number) => string | undefined
  /** Puts back what failed, to be tried again later; the others do not wait for it. */
  readonly postpone: (environmentId: string, nowMs: number, forMs: number) => void
  readonly isWaiting: (environmentId: string) => boolean
  /** When something that was postponed may be tried; `undefined` when nothing waits. */
  readonly nextAtMs: () => number | undefined
}

export function createPublishingQueue(): PublishingQueue {
  const changed = new Set<string>()
  const due = new Set<string>()
  const pauses = new Map<string, { readonly fromMs: number; readonly untilMs: number }>()
  // A clock that stepped back to before a pause ends it: it could last an hour otherwise.
  const isReady = (nowMs: number) => (environmentId: string) => {
    const pause = pauses.get(environmentId)
    return pause === undefined || nowMs < pause.fromMs || nowMs >= pause.untilMs
  }
  return {
    addChanged: (environmentId) => void changed.add(environmentId),
    addDue: (environmentId) => void due.add(environmentId),
    take: (nowMs) => {
      const next = [...changed].find(isReady(nowMs)) ?? [...due].find(isReady(nowMs))
      if (next === undefined) return undefined
      changed.delete(next)
      due.delete(next)
      pauses.delete(next)
      return next
    },
    postpone: (environmentId, nowMs, forMs) => {
      changed.add(environmentId)
      pauses.set(environmentId, { fromMs: nowMs, untilMs: nowMs + forMs })
    },
    isWaiting: (environmentId) => changed.has(environmentId),
    nextAtMs: () => {
      const times = [...changed, ...due].map((environmentId) => pauses.get(environmentId)?.untilMs ?? 0)
      return times.length === 0 ? undefined : Math.min(...times)
    },
  }
}
