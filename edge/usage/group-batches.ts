import type { SealedBatch } from './sealed-batch.ts'

export interface GroupLimits {
  readonly batches: number
  readonly bytes: number
}

/** Cuts a list into groups that one call may carry, in order. A group holds at least one. */
export function groupBatches(
  batches: readonly SealedBatch[],
  limits: GroupLimits,
): readonly (readonly SealedBatch[])[] {
  const groups: SealedBatch[][] = []
  let bytes = 0
  for (const batch of batches) {
    const group = groups.at(-1)
    if (group === undefined || group.length >= limits.batches || bytes + batch.bytes > limits.bytes) {
      groups.push([batch])
      bytes = batch.bytes
    } else {
      group.push(batch)
      bytes += batch.bytes
    }
  }
  return groups
}
