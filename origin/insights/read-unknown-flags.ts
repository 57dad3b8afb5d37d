import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import {
  UNKNOWN_FLAG_DAYS,
  type UnknownFlagItem,
  unknownFlagDay,
  unknownFlagPartition,
} from '../../shared/contracts/unknown-flag-item.ts'
import type { UsageRowsOptions } from './usage-rows.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Names are invented by whoever holds a key: one call reads so many items, the newest days first, and no more. */
const MOST_ITEMS = 10_000
/** Sorts after `#`, and so after every name of its day. */
const AFTER_DAY = '$'

export interface UnknownFlag {
  readonly key: string
  readonly count: number
  /** Starts of UTC hours. */
  readonly firstSeenAtMs: number
  readonly lastSeenAtMs: number
}

export interface UnknownFlagReader {
  /**
   * Names of the last `UNKNOWN_FLAG_DAYS` UTC days that did not exist when they were asked for, the most wanted first.
   * @throws what the AWS SDK throws when DynamoDB does not answer
   */
  readUnknownFlags(environmentId: string, nowMs: number): Promise<readonly UnknownFlag[]>
}

export function createUnknownFlagReader(options: UsageRowsOptions): UnknownFlagReader {
  return {
    async readUnknownFlags(environmentId, nowMs) {
      const byKey = new Map<string, UnknownFlag>()
      for await (const item of queryItems(options, environmentId, nowMs)) {
        const before = byKey.get(item.flag)
        byKey.set(item.flag, before === undefined ? seenOf(item) : add(before, seenOf(item)))
      }
      return [...byKey.values()].toSorted(compareUnknownFlags)
    },
  }
}

/** By count, then by key, so that a place in the list is a place for good. */
export function compareUnknownFlags(
  a: Pick<UnknownFlag, 'count' | 'key'>,
  b: Pick<UnknownFlag, 'count' | 'key'>,
): number {
  if (a.count !== b.count) return b.count - a.count
  return a.key < b.key ? -1 : Number(a.key > b.key)
}

async function* queryItems(
  { documentClient, tableName }: UsageRowsOptions,
  environmentId: string,
  nowMs: number,
): AsyncGenerator<UnknownFlagItem> {
  const input = {
    TableName: tableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: {
      ':pk': unknownFlagPartition(environmentId),
      ':first': unknownFlagDay(Math.max(0, nowMs - (UNKNOWN_FLAG_DAYS - 1) * DAY_MS)),
      ':last': unknownFlagDay(nowMs) + AFTER_DAY,
    },
    ScanIndexForward: false,
  }
  let room = MOST_ITEMS
  let next: Record<string, unknown> | undefined
  do {
    const page = await documentClient.send(new QueryCommand({ ...input, Limit: room, ExclusiveStartKey: next }))
    const items = (page.Items ?? []) as UnknownFlagItem[]
    yield* items
    room -= items.length
    next = page.LastEvaluatedKey
  } while (next !== undefined && room > 0)
}

function seenOf({ flag, dayAtMs, decisions, hours }: UnknownFlagItem): UnknownFlag {
  return {
    key: flag,
    count: decisions,
    firstSeenAtMs: dayAtMs + Math.min(...hours) * HOUR_MS,
    lastSeenAtMs: dayAtMs + Math.max(...hours) * HOUR_MS,
  }
}

function add(a: UnknownFlag, b: UnknownFlag): UnknownFlag {
  return {
    key: a.key,
    count: a.count + b.count,
    firstSeenAtMs: Math.min(a.firstSeenAtMs, b.firstSeenAtMs),
    lastSeenAtMs: Math.max(a.lastSeenAtMs, b.lastSeenAtMs),
  }
}
