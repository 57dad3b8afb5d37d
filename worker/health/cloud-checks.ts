import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { describeAwsFailure } from '../../shared/contracts/aws-failure.ts'
import type { CloudConfig } from '../cloud/cloud-settings.ts'
import { type Queues, findQueues } from '../cloud/queues.ts'
import { problemOfTable, tableShapes } from '../cloud/tables.ts'
import type { SpillStore } from '../spill/spill-store.ts'
import type { ReadinessCheck } from './readiness.ts'

export function dynamoDbCheck(dynamoDb: DynamoDBClient, config: CloudConfig): ReadinessCheck {
  return check('dynamodb', 'DynamoDB', async () => {
    const problems = await Promise.all(tableShapes(config).map((shape) => problemOfTable(dynamoDb, shape)))
    return problems.find((problem) => problem !== undefined)
  })
}

/** @param queues  undefined until they were found */
export function sqsCheck(sqs: SQSClient, config: CloudConfig, queues: () => Queues | undefined): ReadinessCheck {
  return check('sqs', 'SQS', async () => {
    const { usageUrl } = queues() ?? (await findQueues(sqs, config))
    await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: usageUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    )
  })
}

export function redisCheck(store: SpillStore): ReadinessCheck {
  return check('redis', 'Redis', () => store.ping())
}

function check(name: string, service: string, ask: () => Promise<string | undefined | void>): ReadinessCheck {
  return {
    name,
    check: () =>
      ask().then(
        (problem) => problem ?? undefined,
        (error: unknown) => describeAwsFailure(service, error),
      ),
  }
}
