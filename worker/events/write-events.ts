import { assertNever } from '../../shared/contracts/assert-never.ts'
import { type RetryPolicy, retry } from '../cloud/retry-policy.ts'
import type { EventItem } from './event-item.ts'
import { type EventsTable, ITEMS_PER_WRITE } from './events-table.ts'

/** `left`: perhaps written, perhaps not; it has to come again, which its id makes safe. `refused`: never will be. */
export type WriteOutcome = 'written' | 'left' | 'refused'

export interface WriteEventsOptions {
  readonly table: EventsTable
  readonly policy: RetryPolicy
  readonly onRetry: (cause: string) => void
}

/** @returns the outcome of each event, by id; of two items with one id the last is written */
export async function writeEvents(
  items: readonly EventItem[],
  options: WriteEventsOptions,
): Promise<ReadonlyMap<string, WriteOutcome>> {
  const outcomes = new Map<string, WriteOutcome>()
  const distinct = [...new Map(items.map((item) => [item.event_id, item])).values()]
  for (let from = 0; from < distinct.length; from += ITEMS_PER_WRITE) {
    await writeChunk(distinct.slice(from, from + ITEMS_PER_WRITE), outcomes, options)
  }
  return outcomes
}

async function writeChunk(
  chunk: readonly EventItem[],
  outcomes: Map<string, WriteOutcome>,
  options: WriteEventsOptions,
): Promise<void> {
  let rest = chunk
  const settle = (items: readonly EventItem[], outcome: WriteOutcome): void => {
    for (const item of items) outcomes.set(item.event_id, outcome)
    rest = rest.filter((item) => !items.includes(item))
  }
  const finished = await retry(() => attemptChunk(rest, settle, options), options.policy)
  if (!finished) settle(rest, 'left')
  const alone = chunk.length > 1 ? chunk.filter((item) => outcomes.get(item.event_id) === 'refused') : []
  for (const item of alone) await writeChunk([item], outcomes, options)
}

async function attemptChunk(
  items: readonly EventItem[],
  settle: (items: readonly EventItem[], outcome: WriteOutcome) => void,
  options: WriteEventsOptions,
): Promise<'done' | 'again'> {
  const write = await options.table.write(items)
  switch (write.kind) {
    case 'written':
      settle(
        items.filter((item) => !write.unprocessed.includes(item)),
        'written',
      )
      if (write.unprocessed.length === 0) return 'done'
      options.onRetry('UnprocessedItems')
      return 'again'
    case 'refused':
    case 'unavailable':
      settle(items, write.kind === 'refused' ? 'refused' : 'left')
      return 'done'
    case 'busy':
      options.onRetry(write.cause)
      return 'again'
    default:
      return assertNever(write)
  }
}
