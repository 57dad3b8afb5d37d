import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { type StorageFailure, classifyFailure } from '../cloud/classify-failure.ts'
import { usageTransaction } from './usage-transaction.ts'

/** What became of one transaction; in all but `committed` nothing of it was written, unless the answer was lost. */
type Commit = { readonly kind: 'committed' } | AlreadySeen | StorageFailure

/** Markers of these batches were there already, so the whole transaction was cancelled. */
interface AlreadySeen {
  readonly kind: 'seen'
  readonly batchIds: ReadonlySet<string>
}

/** The table of counters. */
export interface UsageTable {
  /**
   * Counts the batches together or not at all.
   * @param batches  distinct in their ids, and few enough for one transaction (see `packBatches`)
   */
  commit(batches: readonly UsageBatch[]): Promise<Commit>
}

export interface UsageTableOptions {
  readonly documentClient: DynamoDBDocumentClient
  readonly tableName: string
  readonly now: () => number
}

export function createUsageTable({ documentClient, tableName, now }: UsageTableOptions): UsageTable {
  return {
    async commit(batches) {
      const input = usageTransaction({ tableName, batches, nowMs: now() })
      try {
        await documentClient.send(new TransactWriteCommand(input))
        return { kind: 'committed' }
      } catch (error) {
        return commitOf(error, batches)
      }
    },
  }
}

function commitOf(error: unknown, batches: readonly UsageBatch[]): Commit {
  if (!(error instanceof TransactionCanceledException)) return classifyFailure(error)
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code)
  const seen = batches.filter((_, place) => codes[place] === 'ConditionalCheckFailed')
  if (seen.length > 0) return { kind: 'seen', batchIds: new Set(seen.map((batch) => batch.id)) }
  if (codes.includes('ValidationError')) return { kind: 'refused', cause: 'ValidationError' }
  return { kind: 'busy', cause: codes.find((code) => code !== undefined && code !== 'None') ?? error.name }
}
