import { pino } from 'pino'
import { findQueues } from '../cloud/queues.ts'
import type { RetryPolicy } from '../cloud/retry-policy.ts'
import { assembleIntake } from '../intake/assemble-intake.ts'
import type { Intake } from '../intake/intake.ts'
import { type WorkerMetrics, createMetrics } from '../metrics.ts'
import type { LocalCloud } from './local-cloud.ts'

/** The intake over the services of a test; it gives up early, so that a test of a fault is short. */
export async function intakeOver(cloud: LocalCloud): Promise<{ intake: Intake; metrics: WorkerMetrics }> {
  const { deadLetterUrl } = await findQueues(cloud.aws.sqs, cloud.config.cloud)
  const metrics = createMetrics()
  const policy: RetryPolicy = { boundMs: 300, stopping: new AbortController().signal }
  const logger = pino({ level: 'silent' })
  const { config, aws } = cloud
  return { intake: assembleIntake({ config, aws, deadLetterUrl, metrics, logger, policy, now: Date.now }), metrics }
}

/** The bodies and reasons of what lies in the dead-letter queue. */
export function deadLettersOf(cloud: LocalCloud): readonly { readonly body: string; readonly reason: string }[] {
  const queue = cloud.sqs.inspectQueue(cloud.config.cloud.deadLetterQueueName)
  return (queue?.messages.ready ?? []).map(({ body, messageAttributes }) => ({
    body,
    reason: messageAttributes['reason']?.StringValue ?? '',
  }))
}
