import { LIMITS } from '../../shared/contracts/limits.ts'
import type { UsageBatch, UsageCounter, UsageEvent } from '../../shared/contracts/usage.ts'
import type { SealedBatch } from './sealed-batch.ts'

/** A batch while it is filled. Parts are kept as JSON, so that each is written and measured once. */
export interface BatchBuilder {
  /** `false` when the batch has no room for it; an empty batch has room for any. */
  addCounter(counter: UsageCounter): boolean
  /** The event's id is made here, of the batch's. */
  addEvent(event: Omit<UsageEvent, 'id'>): boolean
  addDropped(decisions: number): void
  seal(environmentId: string, sealedAtMs: number): SealedBatch
}

/** What stands around the parts, generously. */
const FRAME_BYTES = 300
const encoder = new TextEncoder()

export function createBatchBuilder(id: string): BatchBuilder {
  const counters: string[] = []
  const events: string[] = []
  let bytes = FRAME_BYTES
  let decisions = 0
  let dropped = 0

  const add = (parts: string[], part: string, limit: number): boolean => {
    const partBytes = encoder.encode(part).length + 1
    const isEmpty = counters.length + events.length === 0
    if (!isEmpty && (parts.length >= limit || bytes + partBytes > LIMITS.usageBatchBytes)) return false
    parts.push(part)
    bytes += partBytes
    return true
  }

  return {
    addCounter: (counter) => {
      const isAdded = add(counters, toQueueJson(counter), LIMITS.countersPerBatch)
      if (isAdded) decisions += counter.count
      return isAdded
    },
    addEvent: (event) => add(events, toQueueJson({ id: `${id}-${events.length}`, ...event }), LIMITS.eventsPerBatch),
    addDropped: (lost) => {
      dropped += lost
      decisions += lost
    },
    seal: (environment, sealedAtMs) => {
      const frame: Omit<UsageBatch, 'counters' | 'events'> = { format: 1, id, environment, sealedAtMs, dropped }
      const text = `${JSON.stringify(frame).slice(0, -1)},"counters":[${counters.join()}],"events":[${events.join()}]}`
      const bytes = encoder.encode(text).length
      return { id, environmentId: environment, text, bytes, decisions, droppedBefore: dropped }
    },
  }
}

/**
 * Only what every queue takes: SQS refuses U+FFFE and U+FFFF, which JSON may hold as they are, and some that speak its
 * protocol refuse everything above U+FFFF. One such name in one counter would hold up its whole batch.
 */
function toQueueJson(part: UsageCounter | UsageEvent): string {
  return JSON.stringify(part).replaceAll(/[\uD800-\uDFFF\uFFFE\uFFFF]/g, escapeUnit)
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`
}
