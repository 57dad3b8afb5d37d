import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { sampleBatch, sampleCounter, sampleEvent } from '../testing/sample-batch.ts'
import { OLDEST_BATCH_MS, admitMessage } from './admit-message.ts'

const NOW_MS = Date.UTC(2026, 10, 24, 12)
const DAY_MS = 86_400_000

function reasonFor(message: unknown): string {
  const body = typeof message === 'string' ? message : JSON.stringify(message)
  const admission = admitMessage(body, NOW_MS)
  return admission.kind === 'poison' ? admission.reason : admission.kind
}

/** As the parser does not let it be made. */
function withCounter(counter: object) {
  return { ...sampleBatch({ sealedAtMs: NOW_MS }), counters: [{ ...sampleCounter(), ...counter }] }
}

describe('the door', () => {
  it('admits a usage batch', () => {
    const batch = sampleBatch({ sealedAtMs: NOW_MS, events: [sampleEvent()] })
    expect(admitMessage(JSON.stringify(batch), NOW_MS)).toEqual({ kind: 'batch', batch })
  })

  it("admits the seed's own message, with whatever else its sender put in", () => {
    const message = { user_id: 'u1', flag_name: 'f', result: true, timestamp: '2026-11-24T02:34:14Z' }
    expect(reasonFor({ ...message, extra: 1 })).toBe('classic')
  })

  it.each([
    ['text', 'not json', 'not-json'],
    ['an empty body', '', 'not-json'],
    ['half a batch', JSON.stringify(sampleBatch()).slice(0, -1), 'not-json'],
    ['nesting of 5 000 levels', '['.repeat(5_000) + ']'.repeat(5_000), 'not-json'],
    ['null', 'null', 'malformed'],
    ['a list', [], 'malformed'],
    ['another format', { ...sampleBatch(), format: 2 }, 'malformed'],
    ['an unknown property', { ...sampleBatch(), extra: 1 }, 'malformed'],
    ['a negative count', withCounter({ count: -1 }), 'malformed'],
    ['a count of nothing', withCounter({ count: 0 }), 'malformed'],
    ['half a decision', withCounter({ count: 0.5 }), 'malformed'],
    ['a huge count', withCounter({ count: LIMITS.countPerCounter + 1 }), 'malformed'],
    ['an endless count', JSON.stringify(withCounter({ count: 7 })).replace('"count":7', '"count":1e400'), 'malformed'],
    ['a minute that is none', withCounter({ minuteAtMs: 1_000 }), 'malformed'],
    ["a seed's message with a text for its result", { user_id: 'u', flag_name: 'f', result: 'true' }, 'malformed'],
  ])('turns away %s', (_, message, reason) => {
    expect(reasonFor(message)).toBe(reason)
  })

  it('takes the largest message and turns away one byte more', () => {
    const batch = JSON.stringify(sampleBatch({ sealedAtMs: NOW_MS }))
    const padded = (bytes: number): string => batch + ' '.repeat(bytes - batch.length)
    expect(reasonFor(padded(LIMITS.usageBatchBytes))).toBe('batch')
    expect(reasonFor(padded(LIMITS.usageBatchBytes + 1))).toBe('oversized')
  })

  it('turns away a batch when it was sealed more than 30 days ago', () => {
    expect(reasonFor(sampleBatch({ sealedAtMs: NOW_MS - OLDEST_BATCH_MS }))).toBe('batch')
    expect(reasonFor(sampleBatch({ sealedAtMs: NOW_MS - OLDEST_BATCH_MS - 1 }))).toBe('too-old')
  })

  it('bears clocks that differ by hours, not times that would outlive the marker', () => {
    expect(reasonFor(sampleBatch({ sealedAtMs: NOW_MS + DAY_MS }))).toBe('batch')
    expect(reasonFor(sampleBatch({ sealedAtMs: NOW_MS + DAY_MS + 1 }))).toBe('from-the-future')
    expect(reasonFor(withCounter({ minuteAtMs: NOW_MS + 2 * DAY_MS }))).toBe('from-the-future')
  })

  it('says what is wrong without quoting it', () => {
    const admission = admitMessage(JSON.stringify({ ...sampleBatch(), environment: 'anna@example.org' }), NOW_MS)
    expect(admission).toMatchObject({ reason: 'malformed', detail: expect.stringContaining('environment') as string })
    expect(JSON.stringify(admission)).not.toContain('anna')
  })
})
