import type { Redis } from '@upstash/redis'
import type { Logger } from 'pino'
import { nameOfError } from '../shared/contracts/aws-failure.ts'
import type { AwsClients } from './cloud/aws-clients.ts'
import type { WorkerConfig } from './config.ts'
import { dynamoDbCheck, redisCheck, sqsCheck } from './health/cloud-checks.ts'
import { consumerCheck } from './health/consumer-check.ts'
import { createHealthApp } from './health/health-app.ts'
import { type HealthServer, startHealthServer } from './health/health-server.ts'
import { rarely, readReadiness } from './health/readiness.ts'
import { createMetrics } from './metrics.ts'
import { createPipeline } from './pipeline.ts'
import { createSpillStore } from './spill/spill-store.ts'

/** Probes come from balancers, orchestrators and people; the cloud is asked for all of them together. */
const CHECK_PERIOD_MS = 3_000

export interface WorkerDependencies {
  readonly config: WorkerConfig
  readonly aws: AwsClients
  readonly redis: Redis
  readonly logger: Logger
  readonly now: () => number
}

export interface Worker {
  /**
   * Serves the health routes at once, and counts as soon as queues and tables are there.
   * @throws when it cannot listen
   */
  start(): Promise<{ readonly port: number }>
  /** Finishes what is in flight, within ten seconds. */
  stop(): Promise<void>
}

/** Counts what SQS and the spill lists bring, and says how it is doing. */
export function createWorker({ config, aws, redis, logger, now }: WorkerDependencies): Worker {
  const metrics = createMetrics()
  const spill = createSpillStore(redis)
  const tables = dynamoDbCheck(aws.dynamoDb, config.cloud)
  const probeTables = async (): Promise<boolean> => (await tables.check()) === undefined
  const pipeline = createPipeline({ config, aws, spill, metrics, logger, now, probeTables })
  const services = [tables, sqsCheck(aws.sqs, config.cloud, () => pipeline.queues), redisCheck(spill)]
  const checks = [
    ...services.map((check) => rarely(check, CHECK_PERIOD_MS, now)),
    consumerCheck(() => pipeline.polledAtMs, now),
  ]
  const app = createHealthApp({
    readiness: () => readReadiness(checks),
    registry: metrics.registry,
    onError: (error) => logger.error({ cause: nameOfError(error) }, 'a health route failed'),
  })
  let server: HealthServer | undefined
  return {
    async start() {
      server = await startHealthServer(app, config.host, config.port)
      pipeline.start()
      return { port: server.port }
    },
    async stop() {
      await pipeline.stop()
      await server?.close()
    },
  }
}
