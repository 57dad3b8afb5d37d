import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { UsageCounter } from '../../shared/contracts/usage.ts'
import { droppedPartition, usageMinute, usagePartition, usageSortKey } from '../../shared/contracts/usage-table.ts'
import { type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts'
import { createUsageReader, type FlagUsage } from './read-usage.ts'
import type { UsageQuery } from './usage-query.ts'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'

const TABLE = 'Usage'
const PRODUCTION = 'production01'
const OTHER_PRODUCTION = 'production02'
const MIDNIGHT_MS = Date.UTC(2026, 10, 24)
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let dynamoDb: LocalDynamoDb
let client: DynamoDBClient
let documentClient: DynamoDBDocumentClient

beforeAll(async () => {
  dynamoDb = await startDynamoDb()
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  client = new DynamoDBClient({ region: 'us-east-1', endpoint: dynamoDb.endpoint, credentials })
  documentClient = DynamoDBDocumentClient.from(client)
  await createTable()
  await put(PRODUCTION, [
    counter({ minuteAtMs: MIDNIGHT_MS - MINUTE_MS, variant: 'on', count: 1 }),
    counter({ minuteAtMs: MIDNIGHT_MS, variant: '__proto__', count: 2 }),
    counter({ minuteAtMs: MIDNIGHT_MS, variant: 'a#b%', source: 'classic', count: 4 }),
    counter({ minuteAtMs: MIDNIGHT_MS + MINUTE_MS, variant: null, ruleId: null, reason: 'DISABLED', count: 8 }),
    counter({ minuteAtMs: MIDNIGHT_MS + 61 * MINUTE_MS, ruleId: 'constructor', count: 16 }),
    counter({ minuteAtMs: MIDNIGHT_MS + DAY_MS, count: 32 }),
    counter({ flag: '__proto__', minuteAtMs: MIDNIGHT_MS, count: 64 }),
  ])
  await put(OTHER_PRODUCTION, [counter({ minuteAtMs: MIDNIGHT_MS, count: 1_000 })])
  await putItems(
    [-1, 0, 1].map((minutes) => {
      const minuteAtMs = MIDNIGHT_MS + minutes * MINUTE_MS
      return {
        pk: droppedPartition(PRODUCTION),
        sk: usageMinute(minuteAtMs),
        minuteAtMs,
        decisions: 10 ** (minutes + 1),
      }
    }),
  )
})
afterAll(async () => {
  client.destroy()
  await dynamoDb.close()
})

function counter(overrides: Partial<UsageCounter>): UsageCounter {
  const defaults = { flag: 'checkout', variant: 'on', reason: 'SPLIT', ruleId: 'r1', source: 'single' } as const
  return { ...defaults, minuteAtMs: MIDNIGHT_MS, count: 1, ...overrides }
}

async function createTable(): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
}

async function put(environmentId: string, counters: readonly UsageCounter[]): Promise<void> {
  await putItems(
    counters.map(({ count, ...fields }) => ({
      ...fields,
      pk: usagePartition(environmentId, fields.flag),
      sk: usageSortKey(fields),
      decisions: count,
    })),
  )
}

async function putItems(items: readonly object[]): Promise<void> {
  for (let from = 0; from < items.length; from += 25) {
    const requests = items
      .slice(from, from + 25)
      .map((Item) => ({ PutRequest: { Item: Item as Record<string, unknown> } }))
    await documentClient.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }))
  }
}

function read(query: Partial<UsageQuery> & { environmentId?: string } = {}) {
  return createUsageReader({ documentClient, tableName: TABLE }).readUsage({
    environmentId: PRODUCTION,
    flagKeys: ['checkout'],
    fromMs: MIDNIGHT_MS,
    toMs: MIDNIGHT_MS + DAY_MS,
    step: 'minute',
    ...query,
  })
}

function totals({ buckets }: FlagUsage): readonly (readonly [string, number])[] {
  return buckets.map(({ start, total }) => [start, total])
}

async function checkoutTotals(query: Partial<UsageQuery>): Promise<readonly (readonly [string, number])[]> {
  const [checkout] = (await read(query)).flags
  return checkout === undefined ? [] : totals(checkout)
}

describe('reading usage', () => {
  it('gives buckets of a minute, from the first minute up to but not including the last', async () => {
    expect(await checkoutTotals({ step: 'minute' })).toEqual([
      ['2026-11-24T00:00:00.000Z', 6],
      ['2026-11-24T00:01:00.000Z', 8],
      ['2026-11-24T01:01:00.000Z', 16],
    ])
    expect(await checkoutTotals({ toMs: MIDNIGHT_MS + DAY_MS + 1 })).toHaveLength(4)
    expect(await checkoutTotals({ toMs: MIDNIGHT_MS + MINUTE_MS })).toEqual([['2026-11-24T00:00:00.000Z', 6]])
  })

  it('gives whole buckets of an hour and of a day, whenever it begins', async () => {
    const fromMs = MIDNIGHT_MS + 59 * MINUTE_MS + 59_999
    expect(await checkoutTotals({ step: 'hour', fromMs })).toEqual([
      ['2026-11-24T00:00:00.000Z', 14],
      ['2026-11-24T01:00:00.000Z', 16],
    ])
    const range = { fromMs: MIDNIGHT_MS - 1, toMs: MIDNIGHT_MS + 2 * DAY_MS }
    expect(await checkoutTotals({ step: 'day', ...range })).toEqual([
      ['2026-11-23T00:00:00.000Z', 1],
      ['2026-11-24T00:00:00.000Z', 30],
      ['2026-11-25T00:00:00.000Z', 32],
    ])
  })

  it('counts by variant, reason, rule and source, whatever they are called', async () => {
    const [checkout] = (await read({ step: 'day' })).flags
    expect(JSON.parse(JSON.stringify(checkout))).toEqual({
      flag: 'checkout',
      total: 30,
      buckets: [
        {
          start: '2026-11-24T00:00:00.000Z',
          total: 30,
          variants: JSON.parse('{"__proto__":2,"a#b%":4,"on":16}') as object,
          reasons: { SPLIT: 22, DISABLED: 8 },
          rules: { r1: 6, constructor: 16 },
          sources: { single: 26, classic: 4 },
        },
      ],
    })
  })

  it('counts what was asked for in the ways that were named, and what is left counts nothing', async () => {
    const [checkout] = (await read({ step: 'day', sources: ['classic', 'bulk'] })).flags
    expect(checkout).toMatchObject({ total: 4, buckets: [{ total: 4, sources: { classic: 4 } }] })
    const [bulk] = (await read({ sources: ['bulk'] })).flags
    expect(bulk).toEqual({ flag: 'checkout', total: 0, buckets: [] })
  })

  it('answers for several flags in the order of the question, also for one that nobody asked about', async () => {
    const flagKeys = ['unknown', '__proto__', 'checkout', ...Array.from({ length: 20 }, (_, i) => `f${i}`)]
    const { flags } = await read({ flagKeys })
    expect(flags.map(({ flag }) => flag)).toEqual(flagKeys)
    expect(flags.slice(0, 3).map(({ total }) => total)).toEqual([0, 64, 30])
    expect(flags[0]?.buckets).toEqual([])
  })

  it('adds up what edges dropped in the same range', async () => {
    expect((await read()).dropped).toBe(110)
    expect((await read({ toMs: MIDNIGHT_MS + MINUTE_MS })).dropped).toBe(10)
    expect((await read({ environmentId: OTHER_PRODUCTION })).dropped).toBe(0)
  })

  it('never mixes two environments of the same name', async () => {
    const { flags } = await read({ environmentId: OTHER_PRODUCTION })
    expect(flags[0]?.total).toBe(1_000)
  })

  it('reads on past one page of DynamoDB', async () => {
    const counters = Array.from({ length: 1_200 }, (_, minutes) =>
      counter({
        flag: 'long'.repeat(60),
        variant: 'v'.repeat(100),
        minuteAtMs: MIDNIGHT_MS + minutes * MINUTE_MS,
      }),
    )
    const padding = 'x'.repeat(1_000)
    await putItems(
      counters.map(({ count, ...fields }) => ({
        ...fields,
        pk: usagePartition(PRODUCTION, fields.flag),
        sk: usageSortKey(fields),
        decisions: count,
        padding,
      })),
    )
    const { flags } = await read({ flagKeys: ['long'.repeat(60)], step: 'day' })
    expect(flags[0]?.total).toBe(1_200)
  })

  it('throws when DynamoDB does not answer', async () => {
    dynamoDb.faults.set({ kind: 'status', status: 400 })
    await expect(read()).rejects.toThrow()
    dynamoDb.faults.clear()
  })
})
