import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SQSClient } from '@aws-sdk/client-sqs'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { CloudConfig } from './cloud-settings.ts'

const CONNECTION_TIMEOUT_MS = 1_000
const REQUEST_TIMEOUT_MS = 3_000

export interface AwsClients {
  readonly sqs: SQSClient
  readonly dynamoDb: DynamoDBClient
  readonly documentClient: DynamoDBDocumentClient
  close(): void
}

/** Credentials come from the SDK's default chain, temporary ones with their session token included. */
export function createAwsClients(config: CloudConfig): AwsClients {
  const sqs = new SQSClient({
    region: config.region,
    useQueueUrlAsEndpoint: false,
    maxAttempts: 2,
    requestHandler: patience(),
    ...endpoint(config.sqsEndpoint),
  })
  // Attempts are repeated by the worker itself, which knows whether there is still time, and counts them.
  const dynamoDb = new DynamoDBClient({
    region: config.region,
    maxAttempts: 1,
    requestHandler: patience(),
    ...endpoint(config.dynamoDbEndpoint),
  })
  return {
    sqs,
    dynamoDb,
    documentClient: DynamoDBDocumentClient.from(dynamoDb),
    close() {
      sqs.destroy()
      dynamoDb.destroy()
    },
  }
}

/** Without `throwOnRequestTimeout` the SDK only warns and goes on waiting. The long poll is shorter than the timeout. */
function patience() {
  return {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
  }
}

function endpoint(url: string | undefined): { readonly endpoint?: string } {
  return url === undefined ? {} : { endpoint: url }
}
