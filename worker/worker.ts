import type { Redis } from '@upstash/redis'
import type { Logger } from 'pino'
import type { AwsClients } from './cloud/aws-clients.ts'
import { nameOfError } from './cloud/classify-failure.ts'
import type { Queues } from './cloud/queues.ts'
import { waitForQueues } from './cloud/queues.ts'
import type { RetryPolicy } from './cloud/retry-policy.ts'
import type { WorkerConfig } from './config.ts'
import { dynamoDbCheck, redisCheck, sqsCheck } from './health/cloud-checks.ts'
import { consumerCheck } from './health/consumer-check.ts'
import { createHealthApp } from './health/health-app.ts'
import { type HealthServer, startHealthServer } from './health/health-server.ts'
import { rarely, readReadiness } from './health/readiness.ts'
import { assembleIntake } from './intake/assemble-intake.ts'
import { createPollGate } from './intake/poll-gate.ts'
import { type QueueConsumer, createQueueConsumer } from './intake/queue-consumer.ts'
import { createMetrics } from './metrics.ts'
import { drainSpill } from './spill/drain-spill.ts'
import { runSpillLoop } from './spill/spill-loop.ts'
import { createSpillStore } from './spill/spill-store.ts'

/**
 * How long a receive is held while a store is busy. Its messages stay invisible meanwhile: letting them go would cost
 * them one of their few receives.
 */
const RETRY_BOUND_MS = 120_000
const CHECK_PERIOD_MS = 3_000

export interface WorkerDependencies {
  readonly config: WorkerConfig
  readonly aws: AwsClients
  readonly redis: Redis
  readonly logger: Logger
  readonly now: () => number
}

export interface Worker {
  /** Serves the health routes at once, and counts as soon as queues and tables are there. */
  start(): Promise<{ readonly port: number }>
  /** Finishes what is in flight; nothing is lost when it cannot. */
  stop(): Promise<void>
}

/** SQS and the spill lists to DynamoDB. */
export function createWorker({ config, aws, redis, logger, now }: WorkerDependencies): Worker {
  const metrics = createMetrics()
  const stopping = new AbortController()
  const policy: RetryPolicy = { boundMs: RETRY_BOUND_MS, stopping: stopping.signal }
  const spill = createSpillStore(redis)
  const onError = (cause: string): void => logger.warn({ cause }, 'a service does not answer')
  let queues: Queues | undefined
  let consumer: QueueConsumer | undefined
  let server: HealthServer | undefined
  let running = Promise.resolve()

  const tables = dynamoDbCheck(aws.dynamoDb, config.cloud)
  const gate = createPollGate(async () => (await tables.check()) === undefined, policy.stopping)
  const checks = [
    ...[tables, sqsCheck(aws.sqs, config.cloud, () => queues), redisCheck(spill)].map((check) =>
      rarely(check, CHECK_PERIOD_MS, now),
    ),
    consumerCheck(() => consumer?.polledAtMs, now),
  ]

  const run = async (): Promise<void> => {
    queues = await waitForQueues(aws.sqs, config.cloud, policy.stopping, onError)
    if (queues === undefined) return
    const intake = assembleIntake({
      config,
      aws,
      deadLetterUrl: queues.deadLetterUrl,
      metrics,
      logger,
      policy,
      now,
    })
    consumer = createQueueConsumer({
      sqs: aws.sqs,
      queueUrl: queues.usageUrl,
      intake,
      gate,
      visibilityTimeoutSeconds: config.cloud.visibilityTimeoutSeconds,
      now,
      onReceive: (ageMs) => metrics.queueAgeSeconds.set(ageMs / 1_000),
      onError,
    })
    consumer.start()
    const onDrained = (entries: number): void => metrics.spillDrained.inc(entries)
    const drain = () => drainSpill({ store: spill, intake, stopping: policy.stopping, onDrained })
    await runSpillLoop({ drain, gate, stopping: policy.stopping, onError })
  }

  return {
    async start() {
      const app = createHealthApp({
        readiness: () => readReadiness(checks),
        registry: metrics.registry,
        onError: (error) => logger.error({ cause: nameOfError(error) }, 'a health route failed'),
      })
      server = await startHealthServer(app, config.host, config.port)
      running = run()
      return { port: server.port }
    },
    async stop() {
      stopping.abort()
      await Promise.all([consumer?.stop(), running])
      await server?.close()
    },
  }
}
