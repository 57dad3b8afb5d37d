import type { Logger } from 'pino'
import type { AwsClients } from '../cloud/aws-clients.ts'
import type { RetryPolicy } from '../cloud/retry-policy.ts'
import type { WorkerConfig } from '../config.ts'
import { countBatches } from '../counting/count-batches.ts'
import { createUsageTable } from '../counting/usage-table.ts'
import { createClassicEvents } from '../events/classic-event.ts'
import { createEventsTable } from '../events/events-table.ts'
import { writeEvents } from '../events/write-events.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { buryOnce } from './bury-once.ts'
import { createDeadLetterQueue } from './dead-letter-queue.ts'
import { type Intake, createIntake } from './intake.ts'
import { createDeliveryReader } from './read-delivery.ts'

export interface AssembleIntakeOptions {
  readonly config: WorkerConfig
  readonly aws: AwsClients
  readonly deadLetterUrl: string
  readonly metrics: WorkerMetrics
  readonly logger: Logger
  readonly policy: RetryPolicy
  readonly now: () => number
}

/** The intake over the real tables and the real dead-letter queue. */
export function assembleIntake(options: AssembleIntakeOptions): Intake {
  const { config, aws, metrics, logger, policy, now } = options
  const onRetry = (cause: string): void => {
    metrics.retries.inc({ cause })
    logger.debug({ cause }, 'storage is asked again')
  }
  const { documentClient } = aws
  const usage = createUsageTable({ documentClient, tableName: config.cloud.usageTableName, now })
  const events = createEventsTable(documentClient, config.cloud.eventsTableName)
  return createIntake({
    read: createDeliveryReader({
      classicEvent: classicEvents(config, now),
      retentionDays: config.eventRetentionDays,
      now,
    }),
    count: (batches) => countBatches(batches, { table: usage, policy, onRetry }),
    write: (items) => writeEvents(items, { table: events, policy, onRetry }),
    deadLetters: buryOnce(createDeadLetterQueue(aws.sqs, options.deadLetterUrl)),
    metrics,
    logger,
  })
}

function classicEvents(config: WorkerConfig, now: () => number): ReturnType<typeof createClassicEvents> {
  return createClassicEvents({
    environmentId: config.classicEnvironmentId,
    userIds: config.classicUserIds,
    pseudonymSecret: config.pseudonymSecret,
    retentionDays: config.eventRetentionDays,
    now,
  })
}
