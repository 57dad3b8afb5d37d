import type { Message, SQSClient } from '@aws-sdk/client-sqs'
import { Consumer } from 'sqs-consumer'
import { nameOfError } from '../../shared/contracts/aws-failure.ts'
import { parseTraceparent } from '../../shared/contracts/traceparent.ts'
import { TRACEPARENT_ATTRIBUTE } from '../../shared/contracts/usage.ts'
import type { Delivery, Intake } from './intake.ts'
import type { PollGate } from './poll-gate.ts'

const MESSAGES_PER_RECEIVE = 10
/** Short for a long poll, since stopping waits for it; it costs about half a dollar a month. */
const LONG_POLL_SECONDS = 2
/** Below the ten seconds in which a worker that was asked to stop has to be gone. */
const LONGEST_STOP_MS = 7_000

export interface QueueConsumerOptions {
  readonly sqs: SQSClient
  readonly queueUrl: string
  readonly intake: Intake
  readonly gate: PollGate
  readonly visibilityTimeoutSeconds: number
  readonly now: () => number
  readonly onReceive: (ageMs: number) => void
  readonly onError: (cause: string) => void
}

export interface QueueConsumer {
  start(): void
  /** Finishes the receive that runs. */
  stop(): Promise<void>
  /** When the queue last answered a poll; undefined before the first answer. */
  readonly polledAtMs: number | undefined
}

/**
 * Polls the queue, receive by receive. A message is deleted when the intake has settled it and in no other case; while
 * the intake waits for a store, the messages' visibility is extended.
 */
export function createQueueConsumer(options: QueueConsumerOptions): QueueConsumer {
  const { gate, now } = options
  let polledAtMs: number | undefined
  const consumer = createConsumer(options)
  const polled = (): void => {
    polledAtMs = now()
  }
  consumer.on('message_received', polled)
  consumer.on('response_processed', polled)
  consumer.on('empty', () => {
    polled()
    gate.open()
    options.onReceive(0)
  })
  consumer.on('error', (error) => {
    if (!consumer.status.isRunning) return
    gate.close()
    options.onError(nameOfError(error))
  })
  return {
    start: () => consumer.start(),
    async stop() {
      if (!consumer.status.isRunning) return
      // Not `once` of node:events, which rejects when the last poll ends in an error.
      const stopped = new Promise<void>((resolve) => consumer.once('stopped', () => resolve()))
      consumer.stop({ abort: false })
      await stopped
    },
    get polledAtMs() {
      return polledAtMs
    },
  }
}

function createConsumer(options: QueueConsumerOptions): Consumer {
  const { sqs, queueUrl, gate, visibilityTimeoutSeconds } = options
  return Consumer.create({
    sqs,
    queueUrl,
    batchSize: MESSAGES_PER_RECEIVE,
    waitTimeSeconds: LONG_POLL_SECONDS,
    visibilityTimeout: visibilityTimeoutSeconds,
    heartbeatInterval: visibilityTimeoutSeconds / 3,
    authenticationErrorTimeout: 0,
    pollingCompleteWaitTimeMs: LONGEST_STOP_MS,
    messageSystemAttributeNames: ['SentTimestamp'],
    messageAttributeNames: [TRACEPARENT_ATTRIBUTE],
    shouldDeleteMessages: true,
    strictReturn: true,
    preReceiveMessageCallback: () => gate.pass(),
    handleMessageBatch: async (messages) => handleReceive(messages, options),
  })
}

/** @returns the messages to delete; of one that came twice in this receive, the last copy stands for both */
async function handleReceive(messages: readonly Message[], options: QueueConsumerOptions): Promise<Message[]> {
  const { intake, gate, now, onReceive } = options
  onReceive(now() - Math.min(...messages.map(({ Attributes }) => Number(Attributes?.SentTimestamp ?? now()))))
  const byId = new Map(messages.map((message) => [message.MessageId ?? '', message]))
  const { settled, left } = await intake([...byId].map(([id, message]) => deliveryOf(id, message)))
  if (left.length > 0) gate.close()
  else gate.open()
  return settled.flatMap(({ id }) => byId.get(id) ?? [])
}

function deliveryOf(id: string, message: Message): Delivery {
  const trace = parseTraceparent(message.MessageAttributes?.[TRACEPARENT_ATTRIBUTE]?.StringValue)
  return { id, body: message.Body ?? '', ...(trace === undefined ? {} : { traceId: trace.traceId }) }
}
