import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { UsageCounter, UsageEvent } from '../../shared/contracts/usage.ts'
import { readBatch } from '../testing/sqs-stand-in.ts'
import { createInstantRuntime } from '../testing/test-runtime.ts'
import { packBatches } from './pack-batches.ts'

const runtime = createInstantRuntime()

const countersOf = (count: number): UsageCounter[] =>
  Array.from({ length: count }, (_, i) => ({
    flag: `flag-${i}`,
    variant: 'on',
    reason: 'STATIC',
    ruleId: null,
    source: 'bulk',
    minuteAtMs: 60_000,
    count: i + 1,
  }))

const eventsOf = (count: number, result: JsonValue = true): Omit<UsageEvent, 'id'>[] =>
  Array.from({ length: count }, () => ({ userId: 'p', flag: 'x', result, variant: 'on', reason: 'STATIC', atMs: 1 }))

const pack = (counters: UsageCounter[], events: Omit<UsageEvent, 'id'>[], dropped = 0) =>
  packBatches({ environmentId: 'aaaaaaaaaaaa', counters, events, dropped }, runtime)

describe('packBatches', () => {
  it.each([
    [1, 1],
    [79, 1],
    [80, 1],
    [81, 2],
    [99, 2],
    [500, 7],
  ])('spreads %i counters over %i batches, each exactly once', (count, expected) => {
    const counters = countersOf(count)
    const batches = pack(counters, [])
    expect(batches).toHaveLength(expected)
    expect(batches.flatMap(({ text }) => readBatch(text).counters)).toEqual(counters)
    expect(batches.reduce((sum, { decisions }) => sum + decisions, 0)).toBe((count * (count + 1)) / 2)
  })

  it('gives every event an id of its own, made of its batch', () => {
    const batches = pack(countersOf(1), eventsOf(401)).map(({ text }) => readBatch(text))
    expect(batches.map(({ events }) => events.length)).toEqual([200, 200, 1])
    for (const { id, events } of batches)
      expect(events.map((event) => event.id)).toEqual(events.map((_, i) => `${id}-${i}`))
    expect(new Set(batches.map(({ id }) => id)).size).toBe(3)
  })

  it('keeps every batch below its limit in bytes, and says its length', () => {
    const batches = pack(countersOf(80), eventsOf(20, 'é'.repeat(30_000)))
    expect(batches.length).toBeGreaterThan(4)
    for (const { text, bytes } of batches) {
      expect(bytes).toBe(new TextEncoder().encode(text).length)
      expect(bytes).toBeLessThanOrEqual(LIMITS.usageBatchBytes)
    }
    expect(batches.flatMap(({ text }) => readBatch(text).events)).toHaveLength(20)
  })

  it('says once what was dropped, also when there is nothing else to say', () => {
    expect(pack(countersOf(100), [], 7).map(({ text }) => readBatch(text).dropped)).toEqual([7, 0])
    const [only, ...others] = pack([], [], 3)
    expect(readBatch(only?.text ?? '')).toMatchObject({ counters: [], events: [], dropped: 3 })
    expect(only?.decisions).toBe(3)
    expect(others).toEqual([])
    expect(pack([], [], 0)).toEqual([])
  })

  it('writes nothing that SQS refuses, and loses nothing by it', () => {
    const userId = 'a\uFFFE\uFFFF\0\u0007😀é'
    const [batch] = pack([], [{ ...eventsOf(1)[0]!, userId }])
    expect(batch?.text).toMatch(/^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]*$/)
    expect(readBatch(batch?.text ?? '').events[0]?.userId).toBe(userId)
  })
})
