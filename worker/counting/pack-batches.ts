import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { itemsOf } from './increments.ts'

/** DynamoDB takes this many actions in one transaction. */
export const ACTIONS_PER_TRANSACTION = 100

interface Pack {
  readonly batches: UsageBatch[]
  items: ReadonlySet<string>
}

/**
 * Packs whole batches into transactions, each into the first one with room: a marker for each batch and one action for
 * each distinct item. A batch is never split, so that its marker and its counters commit together or not at all.
 * @param batches  distinct in their ids; by its limits each one fits alone
 */
export function packBatches(batches: readonly UsageBatch[]): readonly (readonly UsageBatch[])[] {
  const packs: Pack[] = []
  for (const batch of batches) place(packs, batch)
  return packs.map((pack) => pack.batches)
}

function place(packs: Pack[], batch: UsageBatch): void {
  const items = itemsOf(batch)
  for (const pack of packs) {
    const union = new Set([...pack.items, ...items])
    if (union.size + pack.batches.length + 1 > ACTIONS_PER_TRANSACTION) continue
    pack.items = union
    pack.batches.push(batch)
    return
  }
  packs.push({ batches: [batch], items })
}
