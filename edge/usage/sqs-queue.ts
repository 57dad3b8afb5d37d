import { SQSClient, SendMessageBatchCommand, type SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs'
import { TRACEPARENT_ATTRIBUTE } from '../../shared/contracts/usage.ts'
import type { SqsConfig } from '../config.ts'
import { nameOfError } from '../log.ts'
import { groupBatches } from './group-batches.ts'
import type { SealedBatch } from './sealed-batch.ts'
import type { Sent, UsageQueue } from './usage-queue.ts'

/** SQS takes ten messages and 1 MiB a call, with what stands beside the texts: a name, its type and a traceparent each. */
const CALL_LIMITS = { batches: 10, bytes: 1_048_576 - 10 * 128 }
const REQUEST_TIMEOUT_MS = 2_000

/** The queue that the worker counts from. The batch's id stands in its text: the queue need not know it. */
export function createSqsQueue(config: SqsConfig): UsageQueue {
  const client = createClient(config)

  const sendGroup = async (group: readonly SealedBatch[]): Promise<Sent> => {
    const Entries = group.map((batch, i) => ({ Id: String(i), MessageBody: batch.text, ...attributesOf(batch) }))
    const reply = await client.send(new SendMessageBatchCommand({ QueueUrl: config.queueUrl, Entries }))
    // A call that succeeded may still have failed for some: only what is named as taken was taken.
    const taken = new Set(reply.Successful?.map(({ Id }) => Id))
    const left = group.filter((_, i) => !taken.has(String(i)))
    return left.length === 0 ? { left } : { left, cause: reply.Failed?.[0]?.Code ?? 'NotTaken' }
  }

  return {
    send: async (batches) => {
      const groups = groupBatches(batches, CALL_LIMITS)
      let all: Sent = { left: [] }
      for (const [i, group] of groups.entries()) {
        try {
          const sent = await sendGroup(group)
          all = { ...all, ...sent, left: [...all.left, ...sent.left] }
        } catch (cause) {
          // What cannot be asked for one group is not asked for the others: each would wait for its own timeout.
          return { left: [...all.left, ...groups.slice(i).flat()], cause: nameOfError(cause) }
        }
      }
      return all
    },
  }
}

function attributesOf({ traceparent }: SealedBatch): Pick<SendMessageBatchRequestEntry, 'MessageAttributes'> {
  if (traceparent === undefined) return {}
  return { MessageAttributes: { [TRACEPARENT_ATTRIBUTE]: { DataType: 'String', StringValue: traceparent } } }
}

function createClient({ region, endpoint, accessKeyId, secretAccessKey, sessionToken }: SqsConfig): SQSClient {
  return new SQSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    // Checksums of answers need MD5, which costs the Worker more than it proves over TLS.
    md5: false,
    maxAttempts: 2,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS },
  })
}
