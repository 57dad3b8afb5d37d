import { WHOLE } from '../../shared/contracts/limits.ts'
import type { Runtime } from '../runtime.ts'
import { countedFlag, createUnknownNames } from './counted-flag.ts'
import type { Decision, Occasion, Verdict } from './decision.ts'
import { type KeptVerdict, valueBytesOf } from './kept-verdict.ts'
import type { SealedBatch } from './sealed-batch.ts'
import {
  type CounterName,
  type GrowingCounter,
  type PendingEvent,
  type Tally,
  type UsageWindow,
  counterKey,
  createUsageWindow,
  minuteOf,
  tallyOf,
} from './usage-window.ts'

/**
 * Counts decisions in memory, by environment. Every decision that is added is afterwards in exactly one place: in a
 * counter (with its event, if it owes one), or in `dropped`.
 */
export interface UsageBuffer {
  add(decision: Decision): void
  /** Decisions of one occasion, counted without a look at what they say where they were counted before. */
  addKept(occasion: Occasion, verdicts: readonly KeptVerdict[]): void
  /** Decisions that were lost further on, with their batch; they travel with the environment's next one. */
  addDropped(batch: LostBatch): void
  /** Hands over everything, and begins anew. */
  takeAll(): readonly UsageWindow[]
  /** All decisions that were dropped so far, whether they have travelled yet or not. */
  lost(): number
}

type LostBatch = Pick<SealedBatch, 'environmentId' | 'decisions' | 'droppedBefore'>

/** Over all environments. */
export interface BufferLimits {
  readonly counters: number
  readonly events: number
  /** Of all events as JSON, as far as they can be told before they are: a value may have 64 KB, and each event repeats it. */
  readonly eventBytes: number
}

/** Events of ordinary values reach their number before their bytes. */
export const BUFFER_LIMITS: BufferLimits = { counters: 20_000, events: 20_000, eventBytes: 8_388_608 }
/** What stands around user id and value, generously. */
const EVENT_FRAME_BYTES = 300

export function createUsageBuffer(runtime: Pick<Runtime, 'random'>, limits: BufferLimits = BUFFER_LIMITS): UsageBuffer {
  const unknownNames = createUnknownNames()
  let windows = new Map<string, UsageWindow>()
  let counters = 0
  let events = 0
  let eventBytes = 0
  let lost = 0

  const windowOf = (environmentId: string): UsageWindow => {
    let window = windows.get(environmentId)
    if (window === undefined) {
      window = createUsageWindow(environmentId)
      windows.set(environmentId, window)
    }
    return window
  }

  /** `undefined` when there is no room for one more. */
  const counterOf = (window: UsageWindow, named: CounterName): GrowingCounter | undefined => {
    const key = counterKey(named)
    const existing = window.counters.get(key)
    if (existing !== undefined || counters >= limits.counters) return existing
    const made = { ...named, count: 0 }
    window.counters.set(key, made)
    counters += 1
    return made
  }

  const keptCounterOf = (verdict: KeptVerdict, { window, tally, occasion }: Tallying): GrowingCounter | undefined => {
    if (verdict.tally === tally) return verdict.counter
    const counter = counterOf(window, counterName(verdict.flag, occasion, verdict))
    verdict.tally = counter && tally
    verdict.counter = counter
    return counter
  }

  const drop = (window: UsageWindow): void => {
    window.dropped += 1
    lost += 1
  }

  const settle = (window: UsageWindow, counter: GrowingCounter | undefined, owed: OwedEvent | undefined): void => {
    if (counter === undefined) return drop(window)
    counter.count += 1
    if (owed === undefined) return
    window.events.push(owed.event)
    events += 1
    eventBytes += owed.bytes
  }

  /** Nothing is counted whose event would be missing. */
  const isRoomFor = (owed: OwedEvent | undefined): boolean =>
    owed === undefined || (events < limits.events && eventBytes + owed.bytes <= limits.eventBytes)

  const addCount = (verdict: KeptVerdict, tallying: Tallying): void => {
    const counter = keptCounterOf(verdict, tallying)
    if (counter === undefined) drop(tallying.window)
    else counter.count += 1
  }

  const addWithEvent = (verdict: KeptVerdict, tallying: Tallying): void => {
    const { window, occasion } = tallying
    const event = owesEvent(occasion, runtime) ? eventOf(verdict.flag, occasion, verdict) : undefined
    const owed = event && { event, bytes: bytesOf(event, verdict.valueBytes) }
    settle(window, isRoomFor(owed) ? keptCounterOf(verdict, tallying) : undefined, owed)
  }

  return {
    add: (decision) => {
      const window = windowOf(decision.environmentId)
      const flag = countedFlag(decision, unknownNames)
      const event = owesEvent(decision, runtime) ? eventOf(flag, decision, decision) : undefined
      const owed = event && { event, bytes: bytesOf(event, valueBytesOf(decision.value)) }
      const named = counterName(flag, decision, decision)
      settle(window, isRoomFor(owed) ? counterOf(window, named) : undefined, owed)
    },
    addKept: (occasion, verdicts) => {
      const window = windowOf(occasion.environmentId)
      const tallying = { window, tally: tallyOf(window, occasion), occasion }
      const add = mayOweEvents(occasion) ? addWithEvent : addCount
      for (const verdict of verdicts) add(verdict, tallying)
    },
    addDropped: ({ environmentId, decisions, droppedBefore }) => {
      windowOf(environmentId).dropped += decisions
      lost += decisions - droppedBefore
    },
    takeAll: () => {
      const taken = [...windows.values()]
      windows = new Map()
      counters = 0
      events = 0
      eventBytes = 0
      return taken
    },
    lost: () => lost,
  }
}

interface OwedEvent {
  readonly event: PendingEvent
  readonly bytes: number
}

function bytesOf({ userId }: PendingEvent, valueBytes: number): number {
  return EVENT_FRAME_BYTES + userId.length + valueBytes
}

interface Tallying {
  readonly window: UsageWindow
  readonly tally: Tally
  readonly occasion: Occasion
}

function counterName(flag: string, { source, atMs }: Occasion, { variant, reason, ruleId }: Verdict): CounterName {
  return { flag, variant, reason, ruleId, source, minuteAtMs: minuteOf(atMs) }
}

function eventOf(flag: string, { userId, settings, atMs }: Occasion, verdict: Verdict): PendingEvent {
  const { value, variant, reason } = verdict
  return { userId, isPlain: settings.userIds === 'plain', flag, result: value, variant, reason, atMs }
}

function mayOweEvents({ source, settings }: Occasion): boolean {
  return source === 'classic' || settings.events.mode !== 'off'
}

/** The seed recorded each of its evaluations, and its route still does. */
function owesEvent({ source, settings }: Occasion, runtime: Pick<Runtime, 'random'>): boolean {
  if (source === 'classic') return true
  const { events } = settings
  return events.mode === 'all' || (events.mode === 'sample' && runtime.random() * WHOLE < events.share)
}
