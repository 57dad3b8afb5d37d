import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { AwsClients } from './cloud/aws-clients.ts'
import { type Queues, waitForQueues } from './cloud/queues.ts'
import type { RetryPolicy } from './cloud/retry-policy.ts'
import type { WorkerConfig } from './config.ts'
import { assembleIntake } from './intake/assemble-intake.ts'
import type { Intake } from './intake/intake.ts'
import { createPollGate } from './intake/poll-gate.ts'
import { type QueueConsumer, createQueueConsumer } from './intake/queue-consumer.ts'
import type { WorkerMetrics } from './metrics.ts'
import { drainSpill } from './spill/drain-spill.ts'
import { runSpillLoop } from './spill/spill-loop.ts'
import type { SpillStore } from './spill/spill-store.ts'

/**
 * How long a receive is held while a store is busy. Its messages stay invisible meanwhile: letting them go would cost
 * them one of their few receives.
 */
const RETRY_BOUND_MS = 120_000
/** Whoever asks us to stop waits for ten seconds; what is unfinished then comes again. */
const STOP_WITHIN_MS = 8_000

export interface PipelineOptions {
  readonly config: WorkerConfig
  readonly aws: AwsClients
  readonly spill: SpillStore
  readonly metrics: WorkerMetrics
  readonly logger: Logger
  readonly now: () => number
  /** Whether the tables can be written. */
  readonly probeTables: () => Promise<boolean>
}

/** From the queue and the spill lists to the tables. */
export interface Pipeline {
  /** Begins as soon as the queues and tables are there. */
  start(): void
  /** Finishes what is in flight; nothing is lost when it cannot. */
  stop(): Promise<void>
  /** Undefined until they were found. */
  readonly queues: Queues | undefined
  /** When the queue last answered a poll; undefined before the first answer. */
  readonly polledAtMs: number | undefined
}

export function createPipeline(options: PipelineOptions): Pipeline {
  const { config, aws, metrics, logger } = options
  const stopping = new AbortController()
  const policy: RetryPolicy = { boundMs: RETRY_BOUND_MS, stopping: stopping.signal }
  const gate = createPollGate(options.probeTables, stopping.signal)
  const onError = (cause: string): void => logger.warn({ cause }, 'a service does not answer')
  let queues: Queues | undefined
  let consumer: QueueConsumer | undefined
  let running = Promise.resolve()

  const consume = (intake: Intake, { usageUrl }: Queues): QueueConsumer =>
    createQueueConsumer({
      sqs: aws.sqs,
      queueUrl: usageUrl,
      intake,
      gate,
      visibilityTimeoutSeconds: config.cloud.visibilityTimeoutSeconds,
      now: options.now,
      onReceive: (ageMs) => metrics.queueAgeSeconds.set(ageMs / 1_000),
      onError,
    })
  const drain = (intake: Intake): Promise<boolean> =>
    drainSpill({
      store: options.spill,
      intake,
      stopping: stopping.signal,
      onDrained: (entries) => metrics.spillDrained.inc(entries),
    })
  const run = async (): Promise<void> => {
    queues = await waitForQueues(aws.sqs, config.cloud, stopping.signal, onError)
    if (queues === undefined) return
    const intake = assembleIntake({ ...options, deadLetterUrl: queues.deadLetterUrl, policy })
    consumer = consume(intake, queues)
    consumer.start()
    await runSpillLoop({ drain: () => drain(intake), gate, stopping: stopping.signal, onError })
  }

  return {
    start() {
      running = run()
    },
    async stop() {
      stopping.abort()
      const finished = Promise.all([consumer?.stop(), running])
      await Promise.race([finished, delay(STOP_WITHIN_MS, undefined, { ref: false })])
    },
    get queues() {
      return queues
    },
    get polledAtMs() {
      return consumer?.polledAtMs
    },
  }
}
