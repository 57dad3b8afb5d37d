import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'

export interface StartedDynamoDb {
  readonly endpoint: string
  close(): Promise<void>
}

export type Actions = NonNullable<TransactWriteCommandInput['TransactItems']>

/** DynamoDB Local may have to be downloaded first. */
export const SLOW_START_MS = 120_000
export const TABLE = 'Transactions'
export const IF_NEW = 'attribute_not_exists(pk)'

export interface Key {
  readonly pk: string
  readonly sk: number
}

type Values = Readonly<Record<string, string | number>>

export const ALL_OLD = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const

/** A fresh database with one table, and what the suites do to it. */
export interface TransactionTable {
  readonly client: DynamoDBDocumentClient
  /** A key that nobody has used. */
  newKey(): Key
  transact(actions: Actions, clientRequestToken?: string): Promise<unknown>
  read(key: Key): Promise<Record<string, unknown> | undefined>
  write(item: object): Promise<unknown>
  close(): Promise<void>
}

export async function openTable(start: () => Promise<StartedDynamoDb>): Promise<TransactionTable> {
  const dynamoDb = await start()
  const client = connect(dynamoDb.endpoint)
  await client.send(createTable())
  let serial = 0
  return {
    client,
    newKey: () => ({ pk: `item ${++serial}`, sk: 0 }),
    transact: (TransactItems, ClientRequestToken) =>
      client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken })),
    read: async (Key) => (await client.send(new GetCommand({ TableName: TABLE, Key, ConsistentRead: true }))).Item,
    write: (item) => client.send(new PutCommand({ TableName: TABLE, Item: { ...item } })),
    close: async () => {
      client.destroy()
      await dynamoDb.close()
    },
  }
}

export function connect(endpoint: string): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  return DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 }))
}

export function createTable(): CreateTableCommand {
  return new CreateTableCommand({
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'group', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-group',
        KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  })
}

export function values(ExpressionAttributeValues: Values): { ExpressionAttributeValues: Values } {
  return { ExpressionAttributeValues }
}

export function putItem(item: object, condition?: string): Actions[number] {
  return { Put: { TableName: TABLE, Item: { ...item }, ConditionExpression: condition } }
}

export function large({ pk }: Key, sk: number, bytes = 390_000): object {
  return { pk, sk, text: 'x'.repeat(bytes) }
}

export function addHits(key: Key, hits: number): Actions[number] {
  return { Update: { TableName: TABLE, Key: key, UpdateExpression: 'ADD hits :hits', ...values({ ':hits': hits }) } }
}

export function update(key: Key, expression: string): Actions[number] {
  return { Update: { TableName: TABLE, Key: key, UpdateExpression: expression } }
}

export function check(key: Key, condition: string, conditionValues?: Values): Actions[number] {
  return {
    ConditionCheck: {
      TableName: TABLE,
      Key: key,
      ConditionExpression: condition,
      ExpressionAttributeValues: conditionValues,
    },
  }
}

export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (cause: unknown) => cause,
  )
}
