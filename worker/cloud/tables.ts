import { type DynamoDBClient, DescribeTableCommand, type KeySchemaElement } from '@aws-sdk/client-dynamodb'
import type { CloudConfig } from './cloud-settings.ts'

/** A table with the names of its keys, all of them strings. */
export interface TableShape {
  readonly name: string
  readonly hashKey: string
  readonly rangeKey?: string
}

export function tableShapes(config: CloudConfig): readonly TableShape[] {
  return [
    { name: config.usageTableName, hashKey: 'pk', rangeKey: 'sk' },
    { name: config.eventsTableName, hashKey: 'event_id' },
  ]
}

export function keySchema({ hashKey, rangeKey }: TableShape): KeySchemaElement[] {
  const hash = { AttributeName: hashKey, KeyType: 'HASH' } as const
  return rangeKey === undefined ? [hash] : [hash, { AttributeName: rangeKey, KeyType: 'RANGE' }]
}

/**
 * Why the table cannot be written; `undefined` when it can. A table of another shape would refuse every message, and
 * all of them would end among the dead letters.
 * @throws when DynamoDB does not answer or the table does not exist
 */
export async function problemOfTable(dynamoDb: DynamoDBClient, shape: TableShape): Promise<string | undefined> {
  const { Table } = await dynamoDb.send(new DescribeTableCommand({ TableName: shape.name }))
  const found = (Table?.KeySchema ?? []).map((key) => `${key.AttributeName} ${key.KeyType}`).join(', ')
  const expected = keySchema(shape)
    .map((key) => `${key.AttributeName} ${key.KeyType}`)
    .join(', ')
  if (found !== expected) return `table ${shape.name} has the keys ${found}, expected ${expected}`
  const isServing = Table?.TableStatus === 'ACTIVE' || Table?.TableStatus === 'UPDATING'
  return isServing ? undefined : `table ${shape.name} is ${Table?.TableStatus ?? 'in no known state'}`
}
