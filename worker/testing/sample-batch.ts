import { randomUUID } from 'node:crypto'
import type { UsageBatch, UsageCounter, UsageEvent } from '../../shared/contracts/usage.ts'

/** A minute of the 24th of November 2026. */
export const SAMPLE_MINUTE_MS = Date.UTC(2026, 10, 24, 2, 34)

/** A batch sealed now, with one decision unless told otherwise. */
export function sampleBatch(overrides: Partial<UsageBatch> = {}): UsageBatch {
  return {
    format: 1,
    id: randomUUID(),
    environment: sampleEnvironmentId(),
    sealedAtMs: Date.now(),
    counters: [sampleCounter()],
    events: [],
    dropped: 0,
    ...overrides,
  }
}

export function sampleCounter(overrides: Partial<UsageCounter> = {}): UsageCounter {
  return {
    flag: 'checkout',
    variant: 'on',
    reason: 'SPLIT',
    ruleId: 'r1',
    source: 'single',
    minuteAtMs: SAMPLE_MINUTE_MS,
    count: 1,
    ...overrides,
  }
}

/** Counters that differ in their flag. */
export function distinctCounters(length: number, from = 0): readonly UsageCounter[] {
  return Array.from({ length }, (_, place) => sampleCounter({ flag: `flag-${from + place}`, source: 'bulk' }))
}

export function sampleEvent(overrides: Partial<UsageEvent> = {}): UsageEvent {
  return {
    id: randomUUID(),
    userId: 'p_0123',
    flag: 'checkout',
    result: true,
    variant: 'on',
    reason: 'SPLIT',
    atMs: SAMPLE_MINUTE_MS,
    ...overrides,
  }
}

/** Tests that share a table each keep to an environment of their own. */
export function sampleEnvironmentId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 12)
}
