import type { SealedBatch } from './sealed-batch.ts'

/** Where batches go first. */
export interface UsageQueue {
  /** Hands over batches. Never rejects. */
  send(batches: readonly SealedBatch[]): Promise<Sent>
}

export interface Sent {
  /** Those that were not surely taken. */
  readonly left: readonly SealedBatch[]
  /** Why, by an error's name or code; absent where nothing is left. */
  readonly cause?: string
}
