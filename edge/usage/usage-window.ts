import type { JsonValue } from '../../shared/contracts/json.ts'
import type { CountedReason, UsageCounter, UsageSource } from '../../shared/contracts/usage.ts'
import type { Occasion } from './decision.ts'

/** What one environment decided since the last sealing. */
export interface UsageWindow {
  readonly environmentId: string
  /** By `counterKey`. */
  readonly counters: Map<string, GrowingCounter>
  readonly tallies: Map<UsageSource, Tally>
  readonly events: PendingEvent[]
  /** Decisions that could not be kept, here or in an earlier window. */
  dropped: number
}

/** What tells a counter from others. */
export type CounterName = Omit<UsageCounter, 'count'>
export type GrowingCounter = CounterName & { count: number }

/** Stands for one source and minute of a window: a kept verdict that was counted under it knows its counter. */
export interface Tally {
  readonly minuteAtMs: number
}

/** An event before it has its id and its pseudonym: both are made when it is sealed, not while somebody waits. */
export interface PendingEvent {
  readonly userId: string
  readonly isPlain: boolean
  readonly flag: string
  readonly result: JsonValue
  readonly variant: string | null
  readonly reason: CountedReason
  readonly atMs: number
}

const MINUTE_MS = 60_000

export function createUsageWindow(environmentId: string): UsageWindow {
  return { environmentId, counters: new Map(), tallies: new Map(), events: [], dropped: 0 }
}

/** The start of the UTC minute. */
export function minuteOf(atMs: number): number {
  return atMs - (atMs % MINUTE_MS)
}

/** A window touches two minutes at most, one after the other: the tally of the one before is not kept. */
export function tallyOf({ tallies }: UsageWindow, { source, atMs }: Occasion): Tally {
  const minuteAtMs = minuteOf(atMs)
  const known = tallies.get(source)
  if (known?.minuteAtMs === minuteAtMs) return known
  const tally: Tally = { minuteAtMs }
  tallies.set(source, tally)
  return tally
}

/** Distinct for distinct counters: no part can hold a NUL. */
export function counterKey(counter: CounterName): string {
  const { flag, variant, reason, ruleId, source, minuteAtMs } = counter
  return `${flag}\0${variant ?? '\0'}\0${reason}\0${ruleId ?? ''}\0${source}\0${minuteAtMs}`
}
