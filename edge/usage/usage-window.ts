import type { JsonValue } from '../../shared/contracts/json.ts'
import type { CountedReason, UsageCounter } from '../../shared/contracts/usage.ts'

/** What one environment decided since the last sealing. */
export interface UsageWindow {
  readonly environmentId: string
  /** By `counterKey`. */
  readonly counters: Map<string, GrowingCounter>
  readonly events: PendingEvent[]
  /** Decisions that could not be kept, here or in an earlier window. */
  dropped: number
}

export type GrowingCounter = Omit<UsageCounter, 'count'> & { count: number }

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

export function createUsageWindow(environmentId: string): UsageWindow {
  return { environmentId, counters: new Map(), events: [], dropped: 0 }
}

/** Distinct for distinct counters: no part can hold a NUL. */
export function counterKey(counter: Omit<UsageCounter, 'count'>): string {
  const { flag, variant, reason, ruleId, source, minuteAtMs } = counter
  return `${flag}\0${variant ?? '\0'}\0${reason}\0${ruleId ?? ''}\0${source}\0${minuteAtMs}`
}
