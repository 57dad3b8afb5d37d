import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts'
import { OTHER_FLAG } from '../../shared/contracts/name.ts'
import {
  type UnknownFlagItem,
  unknownFlagPartition,
  unknownFlagSortKey,
} from '../../shared/contracts/unknown-flag-item.ts'
import { problemOf } from '../testing/fields.ts'
import { type TestOrigin, startTestOrigin } from '../testing/start-test-origin.ts'
import { type UnknownFlagReader, createUnknownFlagReader } from './read-unknown-flags.ts'

const TABLE = 'Usage'
const PROJECT = '/api/v1/projects/default'
const UNKNOWN = `${PROJECT}/environments/production/unknown-flags`
const TODAY_MS = Date.UTC(2026, 10, 24)
const DAY_MS = 86_400_000

let dynamoDb: LocalDynamoDb
let client: DynamoDBClient
let reader: UnknownFlagReader
let origin: TestOrigin
let environmentId: string

beforeAll(async () => {
  dynamoDb = await startDynamoDb()
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  client = new DynamoDBClient({ region: 'us-east-1', endpoint: dynamoDb.endpoint, credentials })
  const names = ['pk', 'sk'] as const
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      KeySchema: names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  )
  reader = createUnknownFlagReader({ documentClient: DynamoDBDocumentClient.from(client), tableName: TABLE })
})
afterAll(async () => {
  client.destroy()
  await dynamoDb.close()
})
beforeEach(async () => {
  origin = await startTestOrigin({
    unknownFlags: { readUnknownFlags: (...asked) => reader.readUnknownFlags(...asked) },
  })
  environmentId = ((await origin.call('GET', `${PROJECT}/environments/production`)).json as { id: string }).id
})
afterEach(() => origin.close())

async function put(flag: string, { dayAtMs = TODAY_MS, decisions = 1, hours = [0] } = {}): Promise<void> {
  const keys = { pk: unknownFlagPartition(environmentId), sk: unknownFlagSortKey(dayAtMs, flag) }
  const Item: UnknownFlagItem = { ...keys, flag, dayAtMs, decisions, hours: new Set(hours) }
  await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName: TABLE, Item }))
}

interface Listed {
  readonly items: readonly { readonly key: string; readonly count: number }[]
  readonly nextCursor?: string
}

async function list(query = ''): Promise<Listed> {
  return (await origin.call('GET', UNKNOWN + query)).json as Listed
}

describe('flags that do not exist', () => {
  it('are listed over their days, the most wanted first, with the hours of the first and the last call', async () => {
    await put('chekout', { dayAtMs: TODAY_MS - DAY_MS, decisions: 2, hours: [22, 3] })
    await put('chekout', { decisions: 5, hours: [1, 0] })
    await put('__proto__', { decisions: 9, hours: [2] })
    expect(await list()).toEqual({
      items: [
        { key: '__proto__', count: 9, firstSeen: '2026-11-24T02:00:00.000Z', lastSeen: '2026-11-24T02:00:00.000Z' },
        { key: 'chekout', count: 7, firstSeen: '2026-11-23T03:00:00.000Z', lastSeen: '2026-11-24T01:00:00.000Z' },
      ],
    })
  })

  it('are forgotten after thirty days, whether DynamoDB removed them or not', async () => {
    await put('old', { dayAtMs: TODAY_MS - 30 * DAY_MS })
    await put('not-yet-old', { dayAtMs: TODAY_MS - 29 * DAY_MS })
    expect((await list()).items.map(({ key }) => key)).toEqual(['not-yet-old'])
  })

  it('are no longer listed once they exist, and again when they are deleted', async () => {
    await put('wanted')
    await put(OTHER_FLAG)
    await origin.call('POST', `${PROJECT}/flags`, { body: { key: 'wanted', type: 'boolean' } })
    expect((await list()).items.map(({ key }) => key)).toEqual([OTHER_FLAG])
    const { headers } = await origin.call('GET', `${PROJECT}/flags/wanted`)
    const etag = headers.get('etag') ?? ''
    expect((await origin.call('DELETE', `${PROJECT}/flags/wanted`, { headers: { 'if-match': etag } })).status).toBe(204)
    expect((await list()).items.map(({ key }) => key)).toEqual([OTHER_FLAG, 'wanted'])
  })

  it('come page by page, each once', async () => {
    for (const [i, key] of ['a', 'b', 'c', 'd', 'e'].entries()) await put(key, { decisions: 1 + (i % 2) })
    const keys: string[] = []
    for (let query = '?limit=2'; query !== '';) {
      const page = await list(query)
      keys.push(...page.items.map(({ key }) => key))
      query = page.nextCursor === undefined ? '' : `?limit=2&cursor=${page.nextCursor}`
    }
    expect(keys).toEqual(['b', 'd', 'a', 'c', 'e'])
  })

  it('are kept apart by environment', async () => {
    await put('here')
    expect((await list()).items).toHaveLength(1)
    const there = await origin.call('GET', `${PROJECT}/environments/development/unknown-flags`)
    expect(there.json).toEqual({ items: [] })
  })

  it('refuse a cursor that no page gave', async () => {
    const cursor = Buffer.from(JSON.stringify(['after', 'not a place'])).toString('base64url')
    const answer = await origin.call('GET', `${UNKNOWN}?cursor=${cursor}`)
    expect([answer.status, problemOf(answer).problems?.[0]?.parameter]).toEqual([400, 'cursor'])
  })
})

describe('flags that do not exist, without DynamoDB', () => {
  it('are 503, and nothing more is said', async () => {
    const broken = await startTestOrigin({
      unknownFlags: { readUnknownFlags: () => Promise.reject(new Error('key AKIA123')) },
    })
    const answer = await broken.call('GET', UNKNOWN)
    await broken.close()
    expect([answer.status, problemOf(answer).code, answer.text.includes('AKIA')]).toEqual([
      503,
      'usage_unavailable',
      false,
    ])
  })
})
