import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb'
import { usageMinute } from '../../shared/contracts/usage-table.ts'

const MINUTE_MS = 60_000
/** Sorts after `#`, and so after every key of its minute, and before the next minute. */
const AFTER_MINUTE = '$'

const ATTRIBUTES = ['minuteAtMs', 'decisions', 'variant', 'reason', 'ruleId', 'source'] as const

/** What of an item is read; a dropped-count has only its minute and its number. */
export interface UsageRow {
  readonly minuteAtMs: number
  readonly decisions: number
  readonly variant?: string | null
  readonly reason?: string
  readonly ruleId?: string | null
  readonly source?: string
}

export interface UsageRowsOptions {
  readonly documentClient: DynamoDBDocumentClient
  readonly tableName: string
}

/** Half-open: minutes from `fromMs` on that start before `toMs`. */
export interface MinuteRange {
  readonly fromMs: number
  readonly toMs: number
}

/** One partition's rows in a range, page by page, as they were a moment ago at the latest. Never a scan. */
export async function* queryUsageRows(
  { documentClient, tableName }: UsageRowsOptions,
  partition: string,
  { fromMs, toMs }: MinuteRange,
): AsyncGenerator<readonly UsageRow[]> {
  const pages = paginateQuery(
    { client: documentClient },
    {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ProjectionExpression: ATTRIBUTES.map((name) => `#${name}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(ATTRIBUTES.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ':pk': partition,
        ':first': usageMinute(fromMs),
        ':last': `${usageMinute(lastMinuteBefore(toMs))}${AFTER_MINUTE}`,
      },
    },
  )
  for await (const page of pages) yield (page.Items ?? []) as UsageRow[]
}

function lastMinuteBefore(toMs: number): number {
  return toMs - 1 - ((toMs - 1) % MINUTE_MS)
}
