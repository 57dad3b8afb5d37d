import { randomUUID } from 'node:crypto'
import { USAGE_QUEUE } from '../../../shared/contracts/usage-table.ts'
import { sampleBatch, sampleCounter } from '../../../worker/testing/sample-batch.ts'
import { eventually } from '../../harness/eventually.ts'
import { decisionsIn, readUsage } from '../../harness/usage-counts.ts'
import type { Drill } from '../drill.ts'
import { deadLetters, untilQueueEmpty } from '../queue.ts'
import type { Stage } from '../stage.ts'
import { underLoad } from '../under-load.ts'

const POISON = 20
const FAILING_SHARE = 0.3
const BULK_FLAG = 'f8-bulk'
const COUNTED_WITHIN_MS = 180_000
const SEND_AT_ONCE = 20

/** F8: the worker backs off; what is good is counted once, and what is poison lies apart, all of it and nothing else. */
export const tablesFail: Drill = {
  name: 'F8',
  title: 'DynamoDB frozen, then failing; poison messages',
  run: async (theatre) => {
    const stage = await theatre.stage()
    const { stack } = stage
    const deadBefore = await deadLetters(stack)
    const batches = theatre.extent(3_000, 400)
    const findings = await underLoad(theatre, async ({ goOn }) => {
      stack.faults.dynamoDb.set({ kind: 'hang' })
      await sendBulk(stage, batches)
      await goOn(theatre.extent(120, 4), 'DynamoDB frozen')
      stack.faults.dynamoDb.clear()
      stack.cloud.dynamoDb.faults.set({ kind: 'status', status: 500 }, () => Math.random() < FAILING_SHARE)
      await goOn(theatre.extent(60, 3), 'DynamoDB fails 30 % of the calls')
      const { strikes } = stack.cloud.dynamoDb.faults
      stack.cloud.dynamoDb.faults.clear()
      return { figures: { 'failed calls': strikes } }
    })
    const bulk = await eventually(
      async () => decisionsIn((await readUsage(stack, [BULK_FLAG])).counts),
      (count) => count >= batches,
      COUNTED_WITHIN_MS,
    )
    const isEmpty = await untilQueueEmpty(stack)
    const dead = (await deadLetters(stack)) - deadBefore
    return {
      figures: { ...findings.figures, 'bulk counted/sent': `${bulk}/${batches}`, 'dead letters': dead },
      problems: [
        ...findings.problems,
        ...(bulk === batches ? [] : [`of ${batches} batches ${bulk} are counted`]),
        ...(isEmpty ? [] : ['the queue is not empty']),
        ...(dead === POISON ? [] : [`${dead} dead letters, expected ${POISON}`]),
      ],
    }
  },
}

/** Batches of one decision each, with the poison spread among them. */
async function sendBulk({ stack }: Stage, batches: number): Promise<void> {
  const environment = stack.environmentId
  const every = Math.floor(batches / POISON)
  const texts = Array.from({ length: batches }, (_, i) => {
    const counters = [sampleCounter({ flag: BULK_FLAG, minuteAtMs: Date.now() - (Date.now() % 60_000) })]
    const good = JSON.stringify(sampleBatch({ environment, counters }))
    return i % every === 0 && i / every < POISON ? [good, poison(i)] : [good]
  }).flat()
  for (let i = 0; i < texts.length; i += SEND_AT_ONCE) {
    await Promise.all(texts.slice(i, i + SEND_AT_ONCE).map((text) => stack.cloud.sqs.send(USAGE_QUEUE, text)))
  }
}

/** Of three kinds: no JSON, no batch, a batch of a format that nobody speaks. */
function poison(i: number): string {
  const kinds = [
    `not JSON ${randomUUID()}`,
    JSON.stringify({ id: randomUUID() }),
    JSON.stringify({ ...sampleBatch(), format: 9 }),
  ]
  return kinds[i % kinds.length] ?? ''
}
