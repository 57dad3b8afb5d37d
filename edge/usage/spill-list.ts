/** Where batches go that the queue would not take; the worker drains it. */
export interface SpillList {
  /**
   * Appends texts to an environment's list as far as its bound allows.
   * @returns how many were appended, the first ones
   * @throws when it cannot be asked
   */
  push(environmentId: string, texts: readonly string[]): Promise<number>
}

/** Batches in one environment's list. */
export const SPILL_LIMIT = 10_000
