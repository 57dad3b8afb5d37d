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
  const outcomes = new Map<string, WriteOutcome>(items.map((item) => [item.event_id, 'left']))
  const distinct = [...new Map(items.map((item) => [item.event_id, item])).values()]
  for (let from = 0; from < distinct.length; from += ITEMS_PER_WRITE) {
    if (!(await writeChunk(distinct.slice(from, from + ITEMS_PER_WRITE), outcomes, options))) break
  }
  return outcomes
}

/** @returns false when the table did not answer in time: what has to wait for it waits no longer */
async function writeChunk(
  chunk: readonly EventItem[],
  outcomes: Map<string, WriteOutcome>,
  options: WriteEventsOptions,
): Promise<boolean> {
  let rest = chunk
  const settle = (items: readonly EventItem[], outcome: WriteOutcome): void => {
    for (const item of items) outcomes.set(item.event_id, outcome)
    rest = rest.filter((item) => !items.includes(item))
  }
  if (!(await retry(() => attemptChunk(rest, settle, options), options.policy))) return false
  const refused = chunk.filter((item) => outcomes.get(item.event_id) === 'refused')
  return chunk.length === 1 || writeEachAlone(refused, outcomes, options)
}

/** One item spoils its call; the others in it are none the worse for it. */
async function writeEachAlone(
  items: readonly EventItem[],
  outcomes: Map<string, WriteOutcome>,
  options: WriteEventsOptions,
): Promise<boolean> {
  for (const item of items) outcomes.set(item.event_id, 'left')
  for (const item of items) {
    if (!(await writeChunk([item], outcomes, options))) return false
  }
  return true
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
