import { WHOLE } from '../../shared/contracts/limits.ts'
import type { Runtime } from '../runtime.ts'
import { countedFlag, createUnknownNames } from './counted-flag.ts'
import type { Decision } from './decision.ts'
import { type UsageWindow, counterKey, createUsageWindow } from './usage-window.ts'

/**
 * Counts decisions in memory, by environment. Every decision that is added is afterwards in exactly one place: in a
 * counter (with its event, if it owes one), or in `dropped`.
 */
export interface UsageBuffer {
  add(decision: Decision): void
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

const MINUTE_MS = 60_000

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

  const count = (window: UsageWindow, flag: string, decision: Decision): boolean => {
    const { variant, reason, ruleId, source, atMs } = decision
    const counter = { flag, variant, reason, ruleId, source, minuteAtMs: atMs - (atMs % MINUTE_MS) }
    const key = counterKey(counter)
    const existing = window.counters.get(key)
    if (existing === undefined) {
      if (counters >= limits.counters) return false
      window.counters.set(key, { ...counter, count: 1 })
      counters += 1
    } else {
      existing.count += 1
    }
    return true
  }

  const drop = (window: UsageWindow, decisions: number): void => {
    window.dropped += decisions
    lost += decisions
  }

  const keepEvent = (window: UsageWindow, flag: string, decision: Decision): void => {
    const { userId, settings, value, variant, reason, atMs } = decision
    window.events.push({ userId, isPlain: settings.userIds === 'plain', flag, result: value, variant, reason, atMs })
    events += 1
  }

  return {
    add: (decision) => {
      const window = windowOf(decision.environmentId)
      const flag = countedFlag(decision, unknownNames)
      const isEvent = owesEvent(decision, runtime)
      if ((isEvent && events >= limits.events) || !count(window, flag, decision)) drop(window, 1)
      else if (isEvent) keepEvent(window, flag, decision)
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

/** The seed recorded each of its evaluations, and its route still does. */
function owesEvent({ source, settings }: Decision, runtime: Pick<Runtime, 'random'>): boolean {
  if (source === 'classic') return true
  const { events } = settings
  return events.mode === 'all' || (events.mode === 'sample' && runtime.random() * WHOLE < events.share)
}
