import { type Lease, type LeaseToken, createLease } from '../lease.ts'
import type { SealedBatch } from './sealed-batch.ts'

/** Sealed batches that nobody has taken yet, oldest first; bounded, so that an outage costs counts and not the isolate. */
export interface Outbox {
  /** @returns the batches that had to make room */
  add(batches: readonly SealedBatch[], nowMs: number): readonly SealedBatch[]
  /** Some that nobody is sending now, for the caller to send. */
  claim(nowMs: number): Claim
  /** They were taken, or given up and counted as dropped. */
  remove(batches: readonly SealedBatch[]): void
  size(): { readonly batches: number; readonly bytes: number }
}

/** Batches of one sender, until it releases them or its time is over: a request may be cancelled. */
export interface Claim {
  readonly batches: readonly SealedBatch[]
  /** They were not taken: the next window tries again. What another sender has meanwhile stays with it. */
  release(batches: readonly SealedBatch[]): void
}

export interface OutboxLimits {
  readonly batches: number
  readonly bytes: number
  /** Batches that one sender has at once: fewer than all, so that there is always one to drop that is not on its way. */
  readonly perClaim: number
}

export const OUTBOX_LIMITS: OutboxLimits = { batches: 2_000, bytes: 33_554_432, perClaim: 200 }

/** Longer than a request may go on behind its answer. */
const CLAIM_MS = 30_000

export function createOutbox(limits: OutboxLimits = OUTBOX_LIMITS): Outbox {
  const waiting = new Map<SealedBatch, Lease>()
  let bytes = 0

  const remove = (batch: SealedBatch): void => {
    if (waiting.delete(batch)) bytes -= batch.bytes
  }

  /** One that is on its way may have arrived: what was never sent is dropped before it, or its decisions count twice. */
  const dropOldest = (nowMs: number): SealedBatch | undefined => {
    for (const [batch, lease] of waiting) {
      if (lease.isHeld(nowMs)) continue
      remove(batch)
      return batch
    }
    return undefined
  }

  return {
    add: (batches, nowMs) => {
      const dropped: SealedBatch[] = []
      for (const batch of batches) {
        waiting.set(batch, createLease())
        bytes += batch.bytes
        while (waiting.size > limits.batches || bytes > limits.bytes) {
          const oldest = dropOldest(nowMs)
          if (oldest === undefined) break
          dropped.push(oldest)
        }
      }
      return dropped
    },
    claim: (nowMs) => {
      const claimed = new Map<SealedBatch, LeaseToken>()
      for (const [batch, lease] of waiting) {
        if (claimed.size >= limits.perClaim) break
        const token = lease.take(nowMs, CLAIM_MS)
        if (token !== undefined) claimed.set(batch, token)
      }
      const release = (batch: SealedBatch): void => {
        const token = claimed.get(batch)
        if (token !== undefined) waiting.get(batch)?.release(token)
      }
      return { batches: [...claimed.keys()], release: (batches) => batches.forEach(release) }
    },
    remove: (batches) => batches.forEach(remove),
    size: () => ({ batches: waiting.size, bytes }),
  }
}
