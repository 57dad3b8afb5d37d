/** Lets one sleeper wait for an event or a time, whichever comes first. A ring that nobody waits for is remembered. */
export interface Alarm {
  readonly ring: () => void
  /** @param timeoutMs  `undefined` waits for the ring alone */
  readonly wait: (timeoutMs: number | undefined) => Promise<void>
}

export function createAlarm(): Alarm {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    wait: (timeoutMs) =>
      new Promise((resolve) => {
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => wake?.(), timeoutMs)
        wake = () => {
          clearTimeout(timer)
          wake = undefined
          rung = false
          resolve()
        }
        if (rung) wake()
      }),
  }
}
