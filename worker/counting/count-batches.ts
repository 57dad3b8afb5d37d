import type { UsageBatch } from '../../shared/contracts/usage.ts'
import type { RetryPolicy } from '../cloud/retry-policy.ts'
import { type StoreAttempt, type StoreOutcome, storeInGroups } from '../cloud/store-in-groups.ts'
import { packBatches } from './pack-batches.ts'
import type { UsageTable } from './usage-table.ts'

/** What became of a batch. `counted` and `seen`: its numbers are in the table, once. */
export type CountOutcome = StoreOutcome<'counted' | 'seen'>

export interface CountBatchesOptions {
  readonly table: UsageTable
  readonly policy: RetryPolicy
  readonly onRetry: (cause: string) => void
}

/**
 * Counts each batch exactly once, however often and in whatever company it is delivered.
 * @param batches  distinct in their ids
 * @returns the outcome of each, by id
 */
export async function countBatches(
  batches: readonly UsageBatch[],
  { table, ...options }: CountBatchesOptions,
): Promise<ReadonlyMap<string, CountOutcome>> {
  return storeInGroups(packBatches(batches), {
    ...options,
    idOf: (batch) => batch.id,
    attempt: (pack) => commitUnseen(pack, table),
  })
}

/** One transaction, and a second one at once where only batches that were seen stood in the way. */
async function commitUnseen(
  batches: readonly UsageBatch[],
  table: UsageTable,
): Promise<StoreAttempt<UsageBatch, 'counted' | 'seen'>> {
  if (batches.length === 0) return { settled: new Map() }
  const commit = await table.commit(batches)
  switch (commit.kind) {
    case 'committed':
      return { settled: new Map(batches.map((batch) => [batch, 'counted'])) }
    case 'seen': {
      const seen = batches.filter((batch) => commit.batchIds.has(batch.id))
      const rest = await commitUnseen(
        batches.filter((batch) => !commit.batchIds.has(batch.id)),
        table,
      )
      return { ...rest, settled: new Map([...seen.map((batch) => [batch, 'seen'] as const), ...rest.settled]) }
    }
    default:
      return { settled: new Map(), failure: commit }
  }
}
