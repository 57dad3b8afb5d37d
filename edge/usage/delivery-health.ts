import type { Log } from '../log.ts'

/** Whom batches are handed to: the queue first, the spill list when the queue will not take them. */
export type Taker = 'queue' | 'spill'

/**
 * How the handing over of usage goes. `waiting`: the queue takes nothing now, and batches wait in the spill list or in
 * memory. `dropping`: decisions were lost since the queue last took everything.
 */
export interface Health {
  readonly status: 'ok' | 'waiting' | 'dropping'
  /** The name of the queue's last error; absent while it had none. */
  readonly lastCause?: string
}

/** Remembers it for `/readyz`; a taker that begins to fail, or ends, is a line in the log, and nothing between. */
export interface DeliveryHealth {
  took(taker: Taker): void
  /** @param cause  an error's name or code */
  refused(taker: Taker, cause: string): void
  dropped(): void
  now(): Health
}

export function createDeliveryHealth(log: Log): DeliveryHealth {
  const failing = new Set<Taker>()
  let isDropping = false
  let lastCause: string | undefined
  return {
    took: (taker) => {
      if (failing.delete(taker)) log({ level: 'info', event: 'usage_taken_again', taker })
      if (taker === 'queue') isDropping = false
    },
    refused: (taker, cause) => {
      if (taker === 'queue') lastCause = cause
      if (failing.has(taker)) return
      failing.add(taker)
      log({ level: 'warn', event: 'usage_not_taken', taker, cause })
    },
    dropped: () => {
      isDropping = true
    },
    now: () => {
      const waiting = failing.has('queue') ? 'waiting' : 'ok'
      return { status: isDropping ? 'dropping' : waiting, ...(lastCause === undefined ? {} : { lastCause }) }
    },
  }
}
