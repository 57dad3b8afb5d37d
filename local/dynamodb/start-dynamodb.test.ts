import { mkdtempSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import {
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDynamoDb, type DynamoDbOptions, type LocalDynamoDb } from './start-dynamodb.ts'
import {
  addHits,
  connect,
  createTable,
  failureOf,
  putItem,
  TABLE,
  values,
  type Actions,
} from './transactions.fixture.ts'

const KEY = { pk: 'counter', sk: 0 }

let dynamoDb: LocalDynamoDb
let client: DynamoDBDocumentClient

const open = async (options?: DynamoDbOptions): Promise<void> => {
  dynamoDb = await startDynamoDb(options)
  client = connect(dynamoDb.endpoint)
}
const close = async (): Promise<void> => {
  client.destroy()
  await dynamoDb.close()
}
const transact = (TransactItems: Actions, ClientRequestToken?: string) =>
  client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }))
const readHits = async (): Promise<unknown> =>
  (await client.send(new GetCommand({ TableName: TABLE, Key: KEY, ConsistentRead: true }))).Item?.['hits']

afterEach(close)

describe('in memory', () => {
  beforeEach(async () => {
    await open()
    await client.send(createTable())
  })

  it('listens on loopback only', () => {
    expect(dynamoDb.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('queries by sort key as before', async () => {
    await transact([3, 1, 2].map((sk) => putItem({ pk: 'sorted', sk })))
    const found = await client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk AND sk >= :sk',
        ...values({ ':pk': 'sorted', ':sk': 2 }),
      }),
    )
    expect(found.Items).toEqual([
      { pk: 'sorted', sk: 2 },
      { pk: 'sorted', sk: 3 },
    ])
  })

  it.each(['DescribeTable', 'TransactWriteItems'])('signs the body of %s with its checksum', async (operation) => {
    const body = JSON.stringify({ TableName: TABLE, TransactItems: [] })
    const answer = await send(dynamoDb.endpoint, operation, body)
    expect(answer.headers['x-amz-crc32']).toBe(String(crc32(answer.body)))
  })

  it('forgets the time to live of a table that is deleted', async () => {
    const TimeToLiveSpecification = { AttributeName: 'expires_at', Enabled: true }
    await client.send(new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification }))
    await client.send(new DeleteTableCommand({ TableName: TABLE }))
    await expect.poll(() => failureOf(client.send(new DescribeTableCommand({ TableName: TABLE })))).toBeDefined()
    await client.send(createTable())
    const described = await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }))
    expect(described.TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'DISABLED' })
  })

  it('does a transaction once whose answer was lost, when the token comes again', async () => {
    dynamoDb.faults.set({ kind: 'truncate' }, ({ operation }) => operation === 'TransactWriteItems')
    await expect(transact([addHits(KEY, 1)], 'lost')).rejects.toThrow()
    dynamoDb.faults.clear()
    expect(await readHits()).toBe(1)
    await transact([addHits(KEY, 1)], 'lost')
    expect(await readHits()).toBe(1)
  })

  it('strikes the operations that match a fault, and those only', async () => {
    dynamoDb.faults.set({ kind: 'status', status: 500 }, ({ body }) => body.includes('counter'))
    await transact([addHits({ pk: 'other', sk: 0 }, 1)])
    await expect(transact([addHits(KEY, 1)])).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } })
    expect(dynamoDb.faults.strikes).toBe(1)
    dynamoDb.faults.clear()
    expect(await readHits()).toBeUndefined()
  })
})

it('remembers a token for ten minutes', async () => {
  let nowMs = 1_000_000
  await open({ nowMs: () => nowMs })
  await client.send(createTable())
  await transact([addHits(KEY, 1)], 'token')
  nowMs += 10 * 60 * 1000 - 1
  await transact([addHits(KEY, 1)], 'token')
  expect(await readHits()).toBe(1)
  nowMs += 1
  await transact([addHits(KEY, 1)], 'token')
  expect(await readHits()).toBe(2)
})

it('finds tables, items and times to live again on disk', async () => {
  const dataDirectory = join(mkdtempSync(join(tmpdir(), 'togglemaster-dynamodb-')), 'data')
  await open({ dataDirectory })
  await client.send(createTable())
  await transact([addHits(KEY, 7)])
  const TimeToLiveSpecification = { AttributeName: 'expires_at', Enabled: true }
  await client.send(new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification }))
  await close()
  await open({ dataDirectory })
  expect(await readHits()).toBe(7)
  const described = await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }))
  expect(described.TimeToLiveDescription).toMatchObject({ AttributeName: 'expires_at' })
})

interface RawAnswer {
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Buffer
}

function send(endpoint: string, operation: string, body: string): Promise<RawAnswer> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=a, Signature=a',
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint, { method: 'POST', headers }, (incoming) => {
      incoming
        .toArray()
        .then((chunks) => resolve({ headers: incoming.headers, body: Buffer.concat(chunks as Buffer[]) }), reject)
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}
