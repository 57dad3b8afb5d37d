import type { Logger } from 'pino'
import { nameOfError } from '../../shared/contracts/aws-failure.ts'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import type { CountOutcome } from '../counting/count-batches.ts'
import type { EventItem } from '../events/event-item.ts'
import type { WriteOutcome } from '../events/write-events.ts'
import type { WorkerMetrics } from '../metrics.ts'
import type { Poison } from './admit-message.ts'
import type { DeadLetterQueue } from './dead-letter-queue.ts'
import type { Receipt } from './read-delivery.ts'

/** A message as it was received, from SQS or from a spill list. */
export interface Delivery {
  /** The same for every delivery of the message. */
  readonly id: string
  readonly body: string
  /** Of the edge's flush; absent where it came by a spill list, from an older edge, or malformed. */
  readonly traceId?: string
}

interface Taken {
  /** Counted, written or buried: to be deleted where they came from. */
  readonly settled: readonly Delivery[]
  /** To be left where they are, since a store did not answer. */
  readonly left: readonly Delivery[]
}

/** Takes what one receive brought. Never throws; whatever it is given twice is counted once. */
export type Intake = (deliveries: readonly Delivery[]) => Promise<Taken>

export interface IntakeOptions {
  readonly read: (delivery: Delivery) => Promise<Receipt>
  readonly count: (batches: readonly UsageBatch[]) => Promise<ReadonlyMap<string, CountOutcome>>
  readonly write: (items: readonly EventItem[]) => Promise<ReadonlyMap<string, WriteOutcome>>
  readonly deadLetters: DeadLetterQueue
  readonly metrics: WorkerMetrics
  readonly logger: Logger
}

export function createIntake(options: IntakeOptions): Intake {
  return async (deliveries) => {
    const receipts = await Promise.all(deliveries.map(options.read))
    const verdicts = await judge(receipts, options)
    const settled = await Promise.all(verdicts.map((verdict) => settle(verdict, options)))
    const left = deliveries.filter((_, place) => settled[place] !== true)
    options.metrics.messagesLeft.inc(left.length)
    if (left.length > 0) options.logger.warn({ messages: left.length, ...traced(left) }, 'left to come again')
    const done = deliveries.filter((_, place) => settled[place] === true)
    if (done.length > 0) options.logger.debug({ messages: done.length, ...traced(done) }, 'settled')
    return { settled: done, left }
  }
}

interface Verdict {
  readonly delivery: Delivery
  readonly fate: 'stored' | 'left' | Poison
}

/** Stores what can be stored, merged over all deliveries, and says of each delivery what became of its own part. */
async function judge(receipts: readonly Receipt[], options: IntakeOptions): Promise<readonly Verdict[]> {
  const delivered = receipts.flatMap((receipt) => receipt.batches)
  const batches = [...new Map(delivered.toReversed().map((batch) => [batch.id, batch])).values()]
  const [counts, writes] = await Promise.all([
    options.count(batches),
    options.write(receipts.flatMap((receipt) => receipt.events)),
  ])
  measure(batches, counts, writes, options.metrics)
  options.metrics.batchesSeen.inc(delivered.length - batches.length)
  return receipts.map((receipt) => ({ delivery: receipt.delivery, fate: fateOf(receipt, counts, writes) }))
}

function fateOf(
  { poison, batches, events }: Receipt,
  counts: ReadonlyMap<string, CountOutcome>,
  writes: ReadonlyMap<string, WriteOutcome>,
): Verdict['fate'] {
  if (poison !== undefined) return poison
  const outcomes = [
    ...batches.map((batch) => counts.get(batch.id)),
    ...events.map((event) => writes.get(event.event_id)),
  ]
  if (outcomes.includes('left')) return 'left'
  if (!outcomes.includes('refused')) return 'stored'
  return { kind: 'poison', reason: 'refused', detail: 'DynamoDB refuses to store it' }
}

/** @returns whether the delivery may be deleted */
async function settle({ delivery, fate }: Verdict, options: IntakeOptions): Promise<boolean> {
  return typeof fate === 'string' ? fate === 'stored' : bury(delivery, fate, options)
}

async function bury(
  { id, body, traceId }: Delivery,
  { reason, detail }: Poison,
  options: IntakeOptions,
): Promise<boolean> {
  try {
    if (!(await options.deadLetters.send({ id, body, reason, detail }))) return true
  } catch (error) {
    options.logger.warn({ reason, traceId, cause: nameOfError(error) }, 'the dead-letter queue does not answer')
    return false
  }
  options.metrics.deadLetters.inc({ reason })
  options.logger.warn({ reason, traceId }, 'dead letter')
  return true
}

/** The traces of some deliveries, each once. */
function traced(deliveries: readonly Delivery[]): { readonly traceIds: readonly string[] } {
  return { traceIds: [...new Set(deliveries.flatMap(({ traceId }) => traceId ?? []))] }
}

function measure(
  batches: readonly UsageBatch[],
  counts: ReadonlyMap<string, CountOutcome>,
  writes: ReadonlyMap<string, WriteOutcome>,
  metrics: WorkerMetrics,
): void {
  const counted = batches.filter((batch) => counts.get(batch.id) === 'counted')
  const decisions = counted.flatMap((batch) => batch.counters.map((counter) => counter.count))
  metrics.batchesCounted.inc(counted.length)
  metrics.batchesSeen.inc(batches.filter((batch) => counts.get(batch.id) === 'seen').length)
  metrics.decisionsCounted.inc(sum(decisions))
  metrics.decisionsDropped.inc(sum(counted.map((batch) => batch.dropped)))
  metrics.eventsWritten.inc([...writes.values()].filter((outcome) => outcome === 'written').length)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
