import { describe, expect, it } from 'vitest'
import { LIMITS } from './limits.ts'
import { parseClassicUsageMessage, parseUsageBatch } from './usage.ts'

const COUNTER = {
  flag: 'checkout',
  variant: 'on',
  reason: 'STATIC',
  ruleId: null,
  source: 'single',
  minuteAtMs: 60_000,
  count: 1,
}
const EVENT = { id: 'e', userId: 'u', flag: 'checkout', result: true, variant: 'on', reason: 'STATIC', atMs: 1 }
const BATCH = {
  format: 1,
  id: '00000000-0000-4000-8000-000000000000',
  environment: 'abcdefghijkl',
  sealedAtMs: 1,
  counters: [COUNTER],
  events: [EVENT],
  dropped: 0,
}
const LAST_MS = 253_402_300_799_999

describe('parseUsageBatch', () => {
  it('hands a batch out unchanged, values named __proto__ included', () => {
    const batch = { ...BATCH, events: [{ ...EVENT, result: JSON.parse('{"__proto__":1}') }] }
    const result = parseUsageBatch(batch)
    expect(JSON.stringify(result)).toBe(JSON.stringify({ ok: true, value: batch }))
  })

  it.each([
    [{ format: 2 }, ['format']],
    [{ id: 'x' }, ['id']],
    [{ extra: 1 }, ['extra']],
    [{ dropped: -1 }, ['dropped']],
    [{ sealedAtMs: LAST_MS + 1 }, ['sealedAtMs']],
    [{ counters: [{ ...COUNTER, count: 0 }] }, ['counters', 0, 'count']],
    [{ counters: [{ ...COUNTER, count: -5 }] }, ['counters', 0, 'count']],
    [{ counters: [{ ...COUNTER, count: LIMITS.countPerCounter + 1 }] }, ['counters', 0, 'count']],
    [{ counters: [{ ...COUNTER, minuteAtMs: 60_001 }] }, ['counters', 0, 'minuteAtMs']],
    [{ counters: [{ ...COUNTER, reason: 'ERROR' }] }, ['counters', 0, 'reason']],
    [{ counters: [{ ...COUNTER, source: 'x' }] }, ['counters', 0, 'source']],
    [{ events: [{ ...EVENT, result: Number.NaN }] }, ['events', 0, 'result']],
  ])('refuses %j', (changes, path) => {
    expect(parseUsageBatch({ ...BATCH, ...changes })).toMatchObject({ ok: false, problems: [{ path }] })
  })

  it.each([
    ['counters', LIMITS.countersPerBatch, COUNTER],
    ['events', LIMITS.eventsPerBatch, EVENT],
  ] as const)('bounds the number of %s at %i', (name, limit, item) => {
    const accepts = (size: number) => parseUsageBatch({ ...BATCH, [name]: Array.from({ length: size }, () => item) }).ok
    expect([accepts(limit - 1), accepts(limit), accepts(limit + 1)]).toEqual([true, true, false])
  })
})

describe('parseClassicUsageMessage', () => {
  const MESSAGE = { user_id: 'u1', flag_name: 'promoção', result: true, timestamp: '2026-11-24T02:34:14Z' }

  it('takes what the seed sent, and drops what else is in it', () => {
    expect(parseClassicUsageMessage({ ...MESSAGE, more: 1 })).toEqual({ ok: true, value: MESSAGE })
  })

  it.each([
    [{ user_id: 5 }, 'user_id'],
    [{ flag_name: '' }, 'flag_name'],
    [{ result: 'true' }, 'result'],
    [{ timestamp: null }, 'timestamp'],
    [{ user_id: 'x'.repeat(LIMITS.targetingKeyLength + 1) }, 'user_id'],
  ])('refuses %j', (changes, path) => {
    expect(parseClassicUsageMessage({ ...MESSAGE, ...changes })).toMatchObject({
      ok: false,
      problems: [{ path: [path] }],
    })
  })
})
