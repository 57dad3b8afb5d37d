import { assertNever } from '../../shared/contracts/assert-never.ts'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { type RetryPolicy, retry } from '../cloud/retry-policy.ts'
import { packBatches } from './pack-batches.ts'
import type { UsageTable } from './usage-table.ts'

/**
 * What became of a batch. `counted` and `seen`: its numbers are in the table, once. `left`: perhaps, perhaps not; it has
 * to come again, which its marker makes safe. `refused`: the table will never take it.
 */
export type CountOutcome = 'counted' | 'seen' | 'left' | 'refused'

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
  options: CountBatchesOptions,
): Promise<ReadonlyMap<string, CountOutcome>> {
  const outcomes = new Map<string, CountOutcome>(batches.map((batch) => [batch.id, 'left']))
  for (const pack of packBatches(batches)) {
    if (!(await countPack(pack, outcomes, options))) break
  }
  return outcomes
}

/** @returns false when the table did not answer in time: what has to wait for it waits no longer */
async function countPack(
  pack: readonly UsageBatch[],
  outcomes: Map<string, CountOutcome>,
  options: CountBatchesOptions,
): Promise<boolean> {
  let rest = pack
  const settle = (batches: readonly UsageBatch[], outcome: CountOutcome): void => {
    for (const batch of batches) outcomes.set(batch.id, outcome)
    rest = rest.filter((batch) => !batches.includes(batch))
  }
  if (!(await retry(() => attemptPack(rest, settle, options), options.policy))) return false
  const refused = pack.filter((batch) => outcomes.get(batch.id) === 'refused')
  return pack.length === 1 || countEachAlone(refused, outcomes, options)
}

/** One batch spoils its transaction; the others in it are none the worse for it. */
async function countEachAlone(
  batches: readonly UsageBatch[],
  outcomes: Map<string, CountOutcome>,
  options: CountBatchesOptions,
): Promise<boolean> {
  for (const batch of batches) outcomes.set(batch.id, 'left')
  for (const batch of batches) {
    if (!(await countPack([batch], outcomes, options))) return false
  }
  return true
}

/** One transaction, and a second one at once where only batches that were seen stood in the way. */
async function attemptPack(
  batches: readonly UsageBatch[],
  settle: (batches: readonly UsageBatch[], outcome: CountOutcome) => void,
  options: CountBatchesOptions,
): Promise<'done' | 'again'> {
  if (batches.length === 0) return 'done'
  const commit = await options.table.commit(batches)
  switch (commit.kind) {
    case 'committed':
      settle(batches, 'counted')
      return 'done'
    case 'seen': {
      const seen = batches.filter((batch) => commit.batchIds.has(batch.id))
      settle(seen, 'seen')
      const rest = batches.filter((batch) => !commit.batchIds.has(batch.id))
      return attemptPack(rest, settle, options)
    }
    case 'refused':
    case 'unavailable':
      settle(batches, commit.kind === 'refused' ? 'refused' : 'left')
      return 'done'
    case 'busy':
      options.onRetry(commit.cause)
      return 'again'
    default:
      return assertNever(commit)
  }
}
