import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { nameOfError } from '../../shared/contracts/aws-failure.ts'
import type { CloudConfig } from './cloud-settings.ts'
import { jitteredDelayMs, pause } from './retry-policy.ts'

/** Addresses exactly as SQS gives them: an emulator knows a queue by this text alone. */
export interface Queues {
  readonly usageUrl: string
  readonly deadLetterUrl: string
}

/** @throws when SQS does not answer or one of the queues does not exist */
export async function findQueues(sqs: SQSClient, config: CloudConfig): Promise<Queues> {
  const [usageUrl, deadLetterUrl] = await Promise.all([
    queueUrl(sqs, config.usageQueueName),
    queueUrl(sqs, config.deadLetterQueueName),
  ])
  return { usageUrl, deadLetterUrl }
}

async function queueUrl(sqs: SQSClient, name: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }))
  if (QueueUrl === undefined) throw new Error('SQS gave no URL')
  return QueueUrl
}

/**
 * Waits for queues that are perhaps still being created.
 * @returns undefined when the worker stops first
 */
export async function waitForQueues(
  sqs: SQSClient,
  config: CloudConfig,
  stopping: AbortSignal,
  onError: (cause: string) => void,
): Promise<Queues | undefined> {
  for (let failures = 1; !stopping.aborted; failures++) {
    try {
      return await findQueues(sqs, config)
    } catch (error) {
      onError(nameOfError(error))
      await pause(jitteredDelayMs(failures), stopping)
    }
  }
  return undefined
}
