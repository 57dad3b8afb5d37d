import { describe, expect, it } from 'vitest'
import { parseUsageBatch } from '../../shared/contracts/usage.ts'
import { generateBatches, ledgerKey } from './generate-batches.ts'

const OPTIONS = { seed: 1, environmentId: 'abcdefghijkl', evaluations: 1_234, nowMs: Date.UTC(2026, 10, 24) }

describe('the generator', () => {
  it('makes batches that the door admits, and the same for the same seed', () => {
    const { batches } = generateBatches(OPTIONS)
    expect(batches.every((batch) => parseUsageBatch(batch).ok)).toBe(true)
    expect(new Set(batches.map((batch) => batch.id)).size).toBe(batches.length)
    expect(generateBatches(OPTIONS).batches).toEqual(batches)
    expect(generateBatches({ ...OPTIONS, seed: 2 }).batches).not.toEqual(batches)
  })

  it('keeps a ledger that equals what it made', () => {
    const { batches, ledger } = generateBatches(OPTIONS)
    const sums = new Map<string, number>()
    for (const counter of batches.flatMap((batch) => batch.counters)) {
      sums.set(ledgerKey(counter), (sums.get(ledgerKey(counter)) ?? 0) + counter.count)
    }
    expect(sums).toEqual(ledger)
    expect([...ledger.values()].reduce((total, count) => total + count, 0)).toBe(1_234)
  })
})
