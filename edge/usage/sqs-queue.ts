import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs'
import type { SqsConfig } from '../config.ts'
import { groupBatches } from './group-batches.ts'
import type { SealedBatch } from './sealed-batch.ts'
import type { UsageQueue } from './usage-queue.ts'

/** SQS takes ten messages and 1 MiB a call. */
const CALL_LIMITS = { batches: 10, bytes: 1_048_576 }
const REQUEST_TIMEOUT_MS = 2_000

/** The queue that the worker counts from. The batch's id stands in its text: the queue need not know it. */
export function createSqsQueue(config: SqsConfig): UsageQueue {
  const client = createClient(config)

  const sendGroup = async (group: readonly SealedBatch[]): Promise<readonly SealedBatch[]> => {
    const Entries = group.map(({ text }, i) => ({ Id: String(i), MessageBody: text }))
    const reply = await client.send(new SendMessageBatchCommand({ QueueUrl: config.queueUrl, Entries }))
    // A call that succeeded may still have failed for some: only what is named as taken was taken.
    const taken = new Set(reply.Successful?.map(({ Id }) => Id))
    return group.filter((_, i) => !taken.has(String(i)))
  }

  return {
    send: async (batches) => {
      const groups = groupBatches(batches, CALL_LIMITS)
      const left: SealedBatch[] = []
      for (const [i, group] of groups.entries()) {
        try {
          left.push(...(await sendGroup(group)))
        } catch {
          // What cannot be asked for one group is not asked for the others: each would wait for its own timeout.
          return [...left, ...groups.slice(i).flat()]
        }
      }
      return left
    },
  }
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
