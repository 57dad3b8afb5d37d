import { DEAD_LETTER_QUEUE, USAGE_QUEUE } from '../../shared/contracts/usage-table.ts'
import { eventually } from '../harness/eventually.ts'
import type { TestStack } from '../harness/stack.ts'

/** A message that nobody deleted comes again after its visibility timeout. */
const EMPTY_WITHIN_MS = 60_000

/** How many different messages lie there: a letter on its way may be delivered twice, as any message of a drill. */
export async function deadLetters({ cloud }: TestStack): Promise<number> {
  const { ready, delayed, inFlight } = await cloud.sqs.inspectQueue(DEAD_LETTER_QUEUE)
  return new Set([...ready, ...delayed, ...inFlight]).size
}

/** Whether everything that was sent has been received and deleted, copies included. */
export async function untilQueueEmpty({ cloud }: TestStack): Promise<boolean> {
  const left = await eventually(
    async () => {
      const { ready, delayed, inFlight } = await cloud.sqs.inspectQueue(USAGE_QUEUE)
      return ready.length + delayed.length + inFlight.length
    },
    (count) => count === 0,
    EMPTY_WITHIN_MS,
  )
  return left === 0
}
