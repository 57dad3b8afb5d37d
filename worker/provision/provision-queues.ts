import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  QueueDoesNotExist,
  type SQSClient,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs'
import type { CloudConfig } from '../cloud/cloud-settings.ts'
import type { ProvisionStep } from './provision-step.ts'

/** The longest that SQS keeps a message: 14 days. */
const RETENTION_SECONDS = 1_209_600
/**
 * The last net, under the worker's own dead letters: for a message that takes the process down with it. Far above what a
 * worker that is killed again and again receives of good batches, which must never land among the dead.
 */
export const MAX_RECEIVES = 100

type Attributes = Readonly<Partial<Record<QueueAttributeName, string>>>

/** The dead-letter queue first, since the queue names it. */
export async function provisionQueues(sqs: SQSClient, config: CloudConfig): Promise<readonly ProvisionStep[]> {
  const retention = { MessageRetentionPeriod: String(RETENTION_SECONDS) }
  const dead = await ensureQueue(sqs, config.deadLetterQueueName, retention)
  const deadLetterTargetArn = await arnOf(sqs, dead.url)
  const usage = await ensureQueue(sqs, config.usageQueueName, {
    ...retention,
    VisibilityTimeout: String(config.visibilityTimeoutSeconds),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MAX_RECEIVES }),
  })
  return [dead.step, usage.step]
}

async function ensureQueue(
  sqs: SQSClient,
  name: string,
  wanted: Attributes,
): Promise<{ readonly url: string; readonly step: ProvisionStep }> {
  const url = await findQueue(sqs, name)
  const step = { kind: 'queue', name } as const
  if (url !== undefined) return { url, step: { ...step, outcome: await alignQueue(sqs, url, wanted) } }
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { ...wanted } }))
  return { url: QueueUrl, step: { ...step, outcome: 'created' } }
}

async function findQueue(sqs: SQSClient, name: string): Promise<string | undefined> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined
    throw error
  }
}

async function alignQueue(sqs: SQSClient, url: string, wanted: Attributes): Promise<'existed' | 'updated'> {
  const { Attributes: found = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  )
  const names = Object.keys(wanted) as QueueAttributeName[]
  const isAlike = names.every((name) => normalForm(name, wanted[name]) === normalForm(name, found[name]))
  if (isAlike) return 'existed'
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { ...wanted } }))
  return 'updated'
}

/** A redrive policy is JSON, whose spaces and quoted numbers are SQS's own business. */
function normalForm(name: QueueAttributeName, value: string | undefined): string | undefined {
  if (name !== 'RedrivePolicy' || value === undefined) return value
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(value) as Record<string, unknown>
  return JSON.stringify([deadLetterTargetArn, Number(maxReceiveCount)])
}

async function arnOf(sqs: SQSClient, url: string): Promise<string> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }))
  return Attributes?.QueueArn ?? ''
}
