import type { SealedBatch } from './sealed-batch.ts'

/** Where batches go first. */
export interface UsageQueue {
  /** Hands over batches. Never rejects: @returns those that were not surely taken. */
  send(batches: readonly SealedBatch[]): Promise<readonly SealedBatch[]>
}
