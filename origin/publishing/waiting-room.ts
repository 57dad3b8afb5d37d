/** Requests that wait until what they committed has been published. */
export interface WaitingRoom {
  /** An environment has something to publish. */
  readonly enter: (environmentId: string) => void
  /** It has been published. */
  readonly leave: (environmentId: string) => void
  readonly leaveAll: () => void
  /** Resolves when none of these is to be published any more, or after `timeoutMs`. */
  readonly untilLeft: (environmentIds: readonly string[], timeoutMs: number) => Promise<void>
}

export function createWaitingRoom(): WaitingRoom {
  const inside = new Set<string>()
  const waiting = new Set<{ readonly environmentIds: readonly string[]; readonly resolve: () => void }>()
  const release = (): void => {
    for (const waiter of waiting) {
      if (!waiter.environmentIds.some((id) => inside.has(id))) waiter.resolve()
    }
  }
  return {
    enter: (environmentId) => void inside.add(environmentId),
    leave: (environmentId) => {
      inside.delete(environmentId)
      release()
    },
    leaveAll: () => {
      inside.clear()
      release()
    },
    untilLeft: (environmentIds, timeoutMs) =>
      new Promise((resolve) => {
        if (!environmentIds.some((id) => inside.has(id))) {
          resolve()
          return
        }
        const waiter = {
          environmentIds,
          resolve: () => {
            clearTimeout(timer)
            waiting.delete(waiter)
            resolve()
          },
        }
        const timer = setTimeout(waiter.resolve, timeoutMs)
        waiting.add(waiter)
      }),
  }
}
