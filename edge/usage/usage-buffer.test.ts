import { describe, expect, it } from 'vitest'
import { OTHER_FLAG } from '../../shared/contracts/name.ts'
import { testDecision } from '../testing/test-decision.ts'
import { keepVerdict } from './kept-verdict.ts'
import { BUFFER_LIMITS, type BufferLimits, createUsageBuffer } from './usage-buffer.ts'

const bufferWith = (random: number, limits: Partial<BufferLimits> = {}) =>
  createUsageBuffer({ random: () => random }, { ...BUFFER_LIMITS, ...limits })

const kept = (changes: Parameters<typeof testDecision>[0]) => keepVerdict(testDecision(changes))

const ALL = { events: { mode: 'all' }, userIds: 'plain' } as const

const eventsOf = (changes: Parameters<typeof testDecision>[0], random = 0.5) => {
  const buffer = bufferWith(random)
  buffer.add(testDecision(changes))
  return buffer.takeAll()[0]?.events.length
}

describe('the usage buffer', () => {
  it('counts equal decisions together, and others apart', () => {
    const buffer = bufferWith(0)
    const different = [
      { flag: 'y' },
      { variant: 'off' },
      { variant: null },
      { reason: 'SPLIT' },
      { ruleId: 'r1' },
      { source: 'bulk' },
      { atMs: 60_000 },
    ] as const
    for (const changes of [{}, {}, { userId: 'other' }, ...different]) buffer.add(testDecision(changes))
    const counters = [...(buffer.takeAll()[0]?.counters.values() ?? [])]
    expect(counters.map(({ count }) => count)).toEqual([3, 1, 1, 1, 1, 1, 1, 1])
  })

  it('keeps environments apart', () => {
    const buffer = bufferWith(0)
    buffer.add(testDecision({ environmentId: 'aaaaaaaaaaaa' }))
    buffer.add(testDecision({ environmentId: 'bbbbbbbbbbbb' }))
    expect(buffer.takeAll().map(({ environmentId }) => environmentId)).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb'])
    expect(buffer.takeAll()).toEqual([])
  })

  it('keeps events as the environment says, and always for the seed’s route', () => {
    const sample = { events: { mode: 'sample', share: 50_000 }, userIds: 'plain' } as const
    expect(eventsOf({})).toBe(0)
    expect(eventsOf({ source: 'classic' })).toBe(1)
    expect(eventsOf({ settings: ALL })).toBe(1)
    expect(eventsOf({ settings: sample }, 0.499_99)).toBe(1)
    expect(eventsOf({ settings: sample }, 0.5)).toBe(0)
  })

  it('drops what it has no room for, and counts it: each decision is in one place', () => {
    const buffer = bufferWith(0, { counters: 3, events: 4 })
    for (let i = 0; i < 10; i++) buffer.add(testDecision({ flag: `flag-${i % 5}` }))
    for (let i = 0; i < 10; i++) buffer.add(testDecision({ flag: 'flag-0', settings: ALL }))
    const [window] = buffer.takeAll()
    const counted = [...(window?.counters.values() ?? [])].reduce((sum, { count }) => sum + count, 0)
    expect(window?.events).toHaveLength(4)
    expect({ counted, dropped: window?.dropped }).toEqual({ counted: 6 + 4, dropped: 4 + 6 })
    expect(buffer.lost()).toBe(10)
    buffer.add(testDecision({ flag: 'new' }))
    expect(buffer.takeAll()[0]).toMatchObject({ dropped: 0 })
  })

  it('counts kept verdicts as if they came one by one, into the same counters', () => {
    const buffer = bufferWith(0)
    const occasion = testDecision({ source: 'bulk' })
    const verdicts = [{}, { flag: 'y' }, { variant: null, reason: 'DISABLED' } as const].map(kept)
    for (let i = 0; i < 3; i++) buffer.addKept(occasion, verdicts)
    buffer.addKept({ ...occasion, source: 'single' }, verdicts)
    buffer.addKept({ ...occasion, atMs: 60_000 }, verdicts)
    // Objects that say the same as others are counted with them.
    buffer.addKept(occasion, verdicts.map(keepVerdict))
    buffer.add(testDecision({ source: 'bulk' }))
    const counters = [...(buffer.takeAll()[0]?.counters.values() ?? [])]
    expect(counters.map(({ flag, source, minuteAtMs, count }) => [flag, source, minuteAtMs, count])).toEqual([
      ['x', 'bulk', 0, 5],
      ['y', 'bulk', 0, 4],
      ['x', 'bulk', 0, 4],
      ['x', 'single', 0, 1],
      ['y', 'single', 0, 1],
      ['x', 'single', 0, 1],
      ['x', 'bulk', 60_000, 1],
      ['y', 'bulk', 60_000, 1],
      ['x', 'bulk', 60_000, 1],
    ])
  })

  it('counts kept verdicts anew in the next window', () => {
    const buffer = bufferWith(0)
    const verdicts = [kept({})]
    const countOnce = () => {
      buffer.addKept(testDecision(), verdicts)
      return [...(buffer.takeAll()[0]?.counters.values() ?? [])].map(({ count }) => count)
    }
    expect([countOnce(), countOnce()]).toEqual([[1], [1]])
  })

  it('keeps the events of kept verdicts, and drops what it has no room for', () => {
    const buffer = bufferWith(0, { counters: 2, events: 3 })
    const verdicts = ['a', 'b', 'c'].map((flag) => kept({ flag, value: flag }))
    for (let i = 0; i < 2; i++) buffer.addKept(testDecision({ settings: ALL, userId: 'u' }), verdicts)
    const [window] = buffer.takeAll()
    expect(window?.events).toMatchObject([
      { flag: 'a', result: 'a', userId: 'u' },
      { flag: 'b', result: 'b' },
      { flag: 'a', result: 'a' },
    ])
    expect([...(window?.counters.values() ?? [])].map(({ flag, count }) => [flag, count])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
    expect({ dropped: window?.dropped, lost: buffer.lost() }).toEqual({ dropped: 3, lost: 3 })
  })

  it('keeps no more events than it has bytes for, however large their values are', () => {
    const buffer = bufferWith(0)
    const value = { text: 'x'.repeat(65_000) }
    const decision = testDecision({ settings: ALL, value })
    for (let i = 0; i < 200; i++) buffer.addKept(decision, [kept({ value })])
    for (let i = 0; i < 200; i++) buffer.add(decision)
    const [window] = buffer.takeAll()
    const events = window?.events ?? []
    expect(JSON.stringify(events).length).toBeLessThanOrEqual(BUFFER_LIMITS.eventBytes)
    expect(events.length).toBeGreaterThan(100)
    expect(events.length + (window?.dropped ?? 0)).toBe(400)
    buffer.add(decision)
    expect(buffer.takeAll()[0]?.events).toHaveLength(1)
  })

  it('has room for the bytes of as many ordinary events as it keeps', () => {
    const buffer = bufferWith(0)
    const decision = testDecision({ settings: ALL, userId: crypto.randomUUID() })
    for (let i = 0; i < BUFFER_LIMITS.events; i++) buffer.add(decision)
    expect(buffer.lost()).toBe(0)
  })

  it('makes no counter for kept verdicts whose events it has no room for', () => {
    const buffer = bufferWith(0, { counters: 10, events: 0 })
    for (let i = 0; i < 2; i++) buffer.addKept(testDecision({ settings: ALL }), [kept({})])
    const [window] = buffer.takeAll()
    expect([...(window?.counters.values() ?? [])]).toEqual([])
    expect(window).toMatchObject({ dropped: 2 })
  })

  it('counts a kept verdict in the environment and window of each occasion, in whatever order they come', () => {
    const buffer = bufferWith(0)
    const verdict = kept({})
    for (const environmentId of ['a', 'b', 'a', 'a', 'b']) buffer.addKept(testDecision({ environmentId }), [verdict])
    const counts = buffer
      .takeAll()
      .map((window) => [window.environmentId, ...[...window.counters.values()].map(({ count }) => count)])
    expect(counts).toEqual([
      ['a', 3],
      ['b', 2],
    ])
  })

  it('counts invented names of public callers under one name', () => {
    const buffer = bufferWith(0)
    for (let i = 0; i < 50; i++) buffer.add(unknown(`invented-${i}`, true))
    const [window] = buffer.takeAll()
    expect([...(window?.counters.values() ?? [])]).toMatchObject([{ flag: OTHER_FLAG, count: 50 }])
  })

  it('counts twenty unknown names of servers under themselves, and the rest under one', () => {
    const buffer = bufferWith(0)
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 30; i++) buffer.add(unknown(`unknown-${i}`, false))
    }
    const counters = [...(buffer.takeAll()[0]?.counters.values() ?? [])]
    expect(counters).toHaveLength(21)
    expect(counters.find(({ flag }) => flag === OTHER_FLAG)).toMatchObject({ count: 20 })
  })

  it('counts no more unknown names in the windows of one hour, and others in the next', () => {
    const buffer = bufferWith(0)
    const namesAt = (atMs: number, first: number) => {
      for (let i = first; i < first + 15; i++) buffer.add({ ...unknown(`unknown-${i}`, false), atMs })
      return [...(buffer.takeAll()[0]?.counters.values() ?? [])].map(({ flag }) => flag)
    }
    expect(namesAt(0, 0)).toHaveLength(15)
    expect(namesAt(1_000, 15)).toEqual([...Array.from({ length: 5 }, (_, i) => `unknown-${i + 15}`), OTHER_FLAG])
    expect(namesAt(3_599_999, 0)).toHaveLength(15)
    expect(namesAt(3_600_000, 30)).toHaveLength(15)
  })

  it.each(['', ' x', 'a\nb', '..', '\ud800', 'x'.repeat(257)])('counts no impossible name: %j', (flag) => {
    const buffer = bufferWith(0)
    buffer.add(unknown(flag, false))
    expect([...(buffer.takeAll()[0]?.counters.values() ?? [])]).toMatchObject([{ flag: OTHER_FLAG }])
  })
})

function unknown(flag: string, isPublicCaller: boolean) {
  return testDecision({ flag, isPublicCaller, isKnownFlag: false, variant: null, reason: 'FLAG_NOT_FOUND' })
}
