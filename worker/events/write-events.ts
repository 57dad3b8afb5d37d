import type { RetryPolicy } from '../cloud/retry-policy.ts'
import { type StoreAttempt, type StoreOutcome, storeInGroups } from '../cloud/store-in-groups.ts'
import type { EventItem } from './event-item.ts'
import { type EventsTable, ITEMS_PER_WRITE } from './events-table.ts'

export type WriteOutcome = StoreOutcome<'written'>

export interface WriteEventsOptions {
  readonly table: EventsTable
  readonly policy: RetryPolicy
  readonly onRetry: (cause: string) => void
}

/** @returns the outcome of each event, by id; of two items with one id the last is written */
export async function writeEvents(
  items: readonly EventItem[],
  { table, ...options }: WriteEventsOptions,
): Promise<ReadonlyMap<string, WriteOutcome>> {
  const distinct = [...new Map(items.map((item) => [item.event_id, item])).values()]
  const chunks = Array.from({ length: Math.ceil(distinct.length / ITEMS_PER_WRITE) }, (_, place) =>
    distinct.slice(place * ITEMS_PER_WRITE, (place + 1) * ITEMS_PER_WRITE),
  )
  return storeInGroups(chunks, {
    ...options,
    idOf: (item) => item.event_id,
    attempt: (chunk) => writeChunk(chunk, table),
  })
}

async function writeChunk(
  items: readonly EventItem[],
  table: EventsTable,
): Promise<StoreAttempt<EventItem, 'written'>> {
  const write = await table.write(items)
  if (write.kind !== 'written') return { settled: new Map(), failure: write }
  const written = items.filter((item) => !write.unprocessed.includes(item))
  const settled = new Map(written.map((item) => [item, 'written'] as const))
  if (write.unprocessed.length === 0) return { settled }
  return { settled, failure: { kind: 'busy', cause: 'UnprocessedItems' } }
}
