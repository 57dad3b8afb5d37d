import { jitteredDelayMs, pause } from '../cloud/retry-policy.ts'

const LONGEST_WAIT_MS = 10_000

/**
 * Keeps messages in the queue while there is nowhere to put them: each receive in vain would bring them closer to the
 * queue's redrive limit, and good batches would end among the dead letters.
 */
export interface PollGate {
  /** Resolves when polling makes sense. */
  pass(): Promise<void>
  readonly isOpen: boolean
  open(): void
  /** After a receive that could not be stored, or a poll that failed. */
  close(): void
}

/**
 * A gate that starts closed: the tables are looked at before the first poll.
 * @param probe  whether the tables answer
 * @param stopping  ends the wait, and then `pass` throws: a worker that stops polls no more
 */
export function createPollGate(probe: () => Promise<boolean>, stopping: AbortSignal): PollGate {
  let failures = 0
  let isOpen = false
  return {
    async pass() {
      while (!isOpen) {
        if (!(await pause(jitteredDelayMs(failures, LONGEST_WAIT_MS), stopping))) break
        if (await probe()) isOpen = true
        else failures++
      }
      stopping.throwIfAborted()
    },
    get isOpen() {
      return isOpen
    },
    open() {
      isOpen = true
      failures = 0
    },
    close() {
      isOpen = false
      failures++
    },
  }
}
