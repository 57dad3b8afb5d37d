import type { AwsClients } from '../cloud/aws-clients.ts'
import type { CloudConfig } from '../cloud/cloud-settings.ts'
import { provisionQueues } from './provision-queues.ts'
import type { ProvisionStep } from './provision-step.ts'
import { provisionTables } from './provision-tables.ts'

/**
 * Makes the queues and tables that are missing and leaves alone what is right, so that it may run as often as one likes.
 * @returns what was found and what was made
 */
export async function provision(aws: AwsClients, config: CloudConfig): Promise<readonly ProvisionStep[]> {
  const [queues, tables] = await Promise.all([provisionQueues(aws.sqs, config), provisionTables(aws.dynamoDb, config)])
  return [...queues, ...tables]
}
