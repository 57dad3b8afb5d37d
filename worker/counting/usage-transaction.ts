import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { markerKey } from '../../shared/contracts/usage-table.ts'
import { expiresAtSeconds } from '../cloud/expires-at.ts'
import { type Increment, sumIncrements } from './increments.ts'

/** A batch is refused for its age long before its marker expires, so that it can never be counted a second time. */
const MARKER_RETENTION_DAYS = 45

type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

export interface UsageTransactionOptions {
  readonly tableName: string
  readonly batches: readonly UsageBatch[]
  readonly nowMs: number
}

/**
 * One transaction that counts the batches, or nothing of them. The markers come first and in the order of the batches:
 * the place of a failed condition says which batch was seen.
 */
export function usageTransaction({ tableName, batches, nowMs }: UsageTransactionOptions): TransactWriteCommandInput {
  const markers = batches.map((batch) => markerAction(tableName, batch.id, nowMs))
  const counters = sumIncrements(batches).map((increment) => incrementAction(tableName, increment))
  return { TransactItems: [...markers, ...counters] }
}

function markerAction(tableName: string, batchId: string, nowMs: number): Action {
  return {
    Put: {
      TableName: tableName,
      Item: { ...markerKey(batchId), expires_at: expiresAtSeconds(nowMs, MARKER_RETENTION_DAYS) },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }
}

function incrementAction(tableName: string, { pk, sk, fields, decisions, hours, ...increment }: Increment): Action {
  const attributes = { ...fields, expires_at: increment.expiresAtSeconds }
  const names = Object.keys(attributes)
  const sets = names.map((name) => `#${name} = :${name}`).join(', ')
  return {
    Update: {
      TableName: tableName,
      Key: { pk, sk },
      UpdateExpression: `SET ${sets} ADD decisions :increment${hours === undefined ? '' : ', hours :hours'}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
        ':increment': decisions,
        ...(hours === undefined ? {} : { ':hours': hours }),
      },
    },
  }
}
