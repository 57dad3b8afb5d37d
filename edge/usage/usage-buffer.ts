import { WHOLE } from '../../shared/contracts/limits.ts'
import type { Runtime } from '../runtime.ts'
import { countedFlag, createUnknownNames } from './counted-flag.ts'
import type { Decision, Occasion, Verdict } from './decision.ts'
import type { KeptVerdict } from './kept-verdict.ts'
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
  /** Decisions that were lost further on; they travel with the environment's next batch. */
  addDropped(environmentId: string, decisions: number): void
  /** Hands over everything, and begins anew. */
  takeAll(): readonly UsageWindow[]
  /** All decisions that were dropped so far, whether they have travelled yet or not. */
  lost(): number
}

/** Over all environments. */
export interface BufferLimits {
  readonly counters: number
  readonly events: number
}

export const BUFFER_LIMITS: BufferLimits = { counters: 20_000, events: 20_000 }

export function createUsageBuffer(runtime: Pick<Runtime, 'random'>, limits: BufferLimits = BUFFER_LIMITS): UsageBuffer {
  const unknownNames = createUnknownNames()
  let windows = new Map<string, UsageWindow>()
  let counters = 0
  let events = 0
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

  const drop = (window: UsageWindow, decisions: number): void => {
    window.dropped += decisions
    lost += decisions
  }

  const settle = (window: UsageWindow, counter: GrowingCounter | undefined, event: PendingEvent | undefined): void => {
    if (counter === undefined) return drop(window, 1)
    counter.count += 1
    if (event === undefined) return
    window.events.push(event)
    events += 1
  }

  /** Nothing is counted whose event would be missing. */
  const isRoomFor = (isEvent: boolean): boolean => !isEvent || events < limits.events

  const addCount = (verdict: KeptVerdict, tallying: Tallying): void => {
    const counter = keptCounterOf(verdict, tallying)
    if (counter === undefined) drop(tallying.window, 1)
    else counter.count += 1
  }

  const addWithEvent = (verdict: KeptVerdict, tallying: Tallying): void => {
    const { window, occasion } = tallying
    const isEvent = owesEvent(occasion, runtime)
    const counter = isRoomFor(isEvent) ? keptCounterOf(verdict, tallying) : undefined
    settle(window, counter, isEvent ? eventOf(verdict.flag, occasion, verdict) : undefined)
  }

  return {
    add: (decision) => {
      const window = windowOf(decision.environmentId)
      const flag = countedFlag(decision, unknownNames)
      const isEvent = owesEvent(decision, runtime)
      const named = counterName(flag, decision, decision)
      const counter = isRoomFor(isEvent) ? counterOf(window, named) : undefined
      settle(window, counter, isEvent ? eventOf(flag, decision, decision) : undefined)
    },
    addKept: (occasion, verdicts) => {
      const window = windowOf(occasion.environmentId)
      const tallying = { window, tally: tallyOf(window, occasion), occasion }
      const add = mayOweEvents(occasion) ? addWithEvent : addCount
      for (const verdict of verdicts) add(verdict, tallying)
    },
    addDropped: (environmentId, decisions) => drop(windowOf(environmentId), decisions),
    takeAll: () => {
      const taken = [...windows.values()]
      windows = new Map()
      counters = 0
      events = 0
      return taken
    },
    lost: () => lost,
  }
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
