import type { UsageCounter } from './usage.ts'

/**
 * The table of counters, written by the worker and read by the origin. One item per counter: partition
 * `<environment>#<flag>`, sort key by minute first, so that a time range is one query. The counter's own fields lie
 * beside the keys; readers never take a key apart. `decisions` is the number that grows.
 */
export const USAGE_TABLE = 'ToggleMasterUsage'

/** The seed's table of events; hash key `event_id`. */
export const EVENTS_TABLE = 'ToggleMasterAnalytics'

/** The seed's queue. */
export const USAGE_QUEUE = 'togglemaster-events'
export const DEAD_LETTER_QUEUE = 'togglemaster-events-dead'

/** One counter as it lies in the table. `flag` and `minuteAtMs` are also in its keys. */
export interface UsageItem {
  readonly pk: string
  readonly sk: string
  readonly flag: string
  readonly variant: string | null
  readonly reason: string
  readonly ruleId: string | null
  readonly source: string
  readonly minuteAtMs: number
  readonly decisions: number
}

export function usagePartition(environmentId: string, flagKey: string): string {
  return `${environmentId}#${flagKey}`
}

/** Sorts by minute; distinct for every distinct counter. Parts are escaped, since a variant may hold the separator. */
export function usageSortKey(counter: Omit<UsageCounter, 'flag' | 'count'>): string {
  const { source, reason, variant, ruleId } = counter
  const parts = [source, reason, variant === null ? '' : `=${variant}`, ruleId ?? '']
  return [usageMinute(counter.minuteAtMs), ...parts.map((part) => part.replaceAll(/[%#]/g, escapePart))].join('#')
}

/** `2026-11-24T02:34Z`: the start of the sort key, for ranges. */
export function usageMinute(minuteAtMs: number): string {
  return `${new Date(minuteAtMs).toISOString().slice(0, 16)}Z`
}

/** What edges of an environment had to drop, by minute. An environment id has 12 characters: no flag's partition looks like this. */
export function droppedPartition(environmentId: string): string {
  return `dropped#${environmentId}`
}

/** The marker of a batch that was counted, apart from every flag's partition for the same reason. */
export function markerKey(batchId: string): { readonly pk: string; readonly sk: string } {
  return { pk: `batch#${batchId}`, sk: 'marker' }
}

function escapePart(character: string): string {
  return character === '%' ? '%25' : '%23'
}
