import {
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import type { CloudConfig } from '../cloud/cloud-settings.ts'
import { type TableShape, keySchema, problemOfTable, tableShapes } from '../cloud/tables.ts'
import { ProvisionError } from './provision-error.ts'
import type { ProvisionStep } from './provision-step.ts'

const EXPIRY_ATTRIBUTE = 'expires_at'
/** AWS makes a table within half a minute. */
const LONGEST_WAIT_SECONDS = 300
const WAIT = { minDelay: 1, maxDelay: 5, maxWaitTime: LONGEST_WAIT_SECONDS }

/** @throws ProvisionError  when a table of that name exists with other keys: it may hold somebody's data */
export async function provisionTables(
  dynamoDb: DynamoDBClient,
  config: CloudConfig,
): Promise<readonly ProvisionStep[]> {
  return Promise.all(tableShapes(config).map((shape) => ensureTable(dynamoDb, shape)))
}

async function ensureTable(dynamoDb: DynamoDBClient, shape: TableShape): Promise<ProvisionStep> {
  const isNew = await createTable(dynamoDb, shape)
  await waitUntilTableExists({ client: dynamoDb, ...WAIT }, { TableName: shape.name })
  const problem = await problemOfTable(dynamoDb, shape)
  if (problem !== undefined) throw new ProvisionError(problem)
  const expiryChanged = await ensureExpiry(dynamoDb, shape.name)
  const outcome = expiryChanged ? 'updated' : 'existed'
  return { kind: 'table', name: shape.name, outcome: isNew ? 'created' : outcome }
}

/** @returns false when it is there already */
async function createTable(dynamoDb: DynamoDBClient, shape: TableShape): Promise<boolean> {
  const schema = keySchema(shape)
  const attributes = schema.map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' as const }))
  try {
    await dynamoDb.send(
      new CreateTableCommand({
        TableName: shape.name,
        KeySchema: schema,
        AttributeDefinitions: attributes,
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ResourceInUseException) return false
    throw error
  }
}

/** @returns whether anything had to be changed */
async function ensureExpiry(dynamoDb: DynamoDBClient, tableName: string): Promise<boolean> {
  const { TimeToLiveDescription } = await dynamoDb.send(new DescribeTimeToLiveCommand({ TableName: tableName }))
  const status = TimeToLiveDescription?.TimeToLiveStatus
  if (status === 'ENABLED' || status === 'ENABLING') return false
  await dynamoDb.send(
    new UpdateTimeToLiveCommand({
      TableName: tableName,
      TimeToLiveSpecification: { AttributeName: EXPIRY_ATTRIBUTE, Enabled: true },
    }),
  )
  return true
}
