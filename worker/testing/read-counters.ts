import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb'
import type { UsageItem } from '../../shared/contracts/usage-table.ts'
import type { LocalCloud } from './local-cloud.ts'

/** Everything in the table that begins with the partition, for a test to compare; a scan, as no service makes one. */
export async function readCounters(
  documentClient: DynamoDBDocumentClient,
  tableName: string,
  partitionPrefix: string,
): Promise<readonly UsageItem[]> {
  const items: UsageItem[] = []
  for await (const page of paginateScan({ client: documentClient }, { TableName: tableName, ConsistentRead: true })) {
    items.push(...((page.Items ?? []) as UsageItem[]))
  }
  return items.filter((item) => item.pk.startsWith(partitionPrefix))
}

/** How many decisions of an environment were counted, over all its flags. */
export async function countedDecisions({ aws, config }: LocalCloud, environmentId: string): Promise<number> {
  const items = await readCounters(aws.documentClient, config.cloud.usageTableName, `${environmentId}#`)
  return items.reduce((total, item) => total + item.decisions, 0)
}

/** @returns decisions by the text that `keyOf` makes of an item */
export function sumDecisions(items: readonly UsageItem[], keyOf: (item: UsageItem) => string): Map<string, number> {
  const sums = new Map<string, number>()
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + item.decisions)
  return sums
}
