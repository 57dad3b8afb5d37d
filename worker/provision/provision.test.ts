import { CreateTableCommand, DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import { CreateQueueCommand, GetQueueAttributesCommand } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CloudConfig } from '../cloud/cloud-settings.ts'
import { findQueues } from '../cloud/queues.ts'
import { type LocalCloud, startLocalCloud } from '../testing/local-cloud.ts'
import { provision } from './provision.ts'

let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(() => cloud.close())

function named(prefix: string, overrides: Partial<CloudConfig> = {}): CloudConfig {
  return {
    ...cloud.config.cloud,
    usageQueueName: `${prefix}-queue`,
    deadLetterQueueName: `${prefix}-dead`,
    usageTableName: `${prefix}-usage`,
    eventsTableName: `${prefix}-events`,
    ...overrides,
  }
}

async function outcomes(config: CloudConfig): Promise<readonly string[]> {
  return (await provision(cloud.aws, config)).map(({ outcome }) => outcome)
}

async function attributesOf(config: CloudConfig): Promise<Record<string, string>> {
  const { usageUrl } = await findQueues(cloud.aws.sqs, config)
  const command = new GetQueueAttributesCommand({ QueueUrl: usageUrl, AttributeNames: ['All'] })
  return (await cloud.aws.sqs.send(command)).Attributes ?? {}
}

describe('provisioning', () => {
  it('makes what is missing, and nothing the second time', async () => {
    const config = named('first')
    expect(await outcomes(config)).toEqual(['created', 'created', 'created', 'created'])
    expect(await outcomes(config)).toEqual(['existed', 'existed', 'existed', 'existed'])
  })

  it('makes the queue with its last net and the tables with their keys and expiry', async () => {
    const config = named('second')
    await provision(cloud.aws, config)
    const attributes = await attributesOf(config)
    expect(attributes).toMatchObject({ VisibilityTimeout: '30', MessageRetentionPeriod: '1209600' })
    expect(JSON.parse(attributes['RedrivePolicy'] ?? '')).toMatchObject({
      deadLetterTargetArn: expect.stringMatching(/:second-dead$/) as string,
      maxReceiveCount: 100,
    })
    for (const TableName of [config.usageTableName, config.eventsTableName]) {
      const expiry = await cloud.aws.dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }))
      expect(expiry.TimeToLiveDescription).toMatchObject({ AttributeName: 'expires_at' })
      const { Table } = await cloud.aws.dynamoDb.send(new DescribeTableCommand({ TableName }))
      expect(Table).toMatchObject({ TableStatus: 'ACTIVE', BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } })
    }
  })

  it('changes the attributes of a queue that was there with others', async () => {
    const config = named('third')
    await cloud.aws.sqs.send(new CreateQueueCommand({ QueueName: config.usageQueueName }))
    expect(await outcomes(config)).toEqual(['created', 'updated', 'created', 'created'])
    expect(await outcomes({ ...config, visibilityTimeoutSeconds: 45 })).toContain('updated')
    expect((await attributesOf(config))['VisibilityTimeout']).toBe('45')
  })

  it('leaves a table of other keys alone and says which it is', async () => {
    const config = named('fourth')
    await cloud.aws.dynamoDb.send(
      new CreateTableCommand({
        TableName: config.eventsTableName,
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
    await expect(provision(cloud.aws, config)).rejects.toThrow(
      'table fourth-events has the keys id HASH, expected event_id HASH',
    )
  })
})
