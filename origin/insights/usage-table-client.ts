import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

export interface UsageTableClient {
  readonly documentClient: DynamoDBDocumentClient
  readonly close: () => void
}

const CONNECTION_MS = 1_000
const REQUEST_MS = 3_000

/**
 * Credentials and endpoint come from the SDK's default chain, temporary credentials with their session token included.
 * Without `throwOnRequestTimeout` the SDK only warns and goes on waiting.
 */
export function createUsageTableClient(region: string): UsageTableClient {
  const client = new DynamoDBClient({
    region,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: CONNECTION_MS, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
  })
  return { documentClient: DynamoDBDocumentClient.from(client), close: () => client.destroy() }
}
