import { describe, expect, it } from 'vitest'
import type { UsageBatch } from '../../shared/contracts/usage.ts'
import { createSeededRandom } from '../../local/sqs/seeded-random.ts'
import { distinctCounters, sampleBatch } from '../testing/sample-batch.ts'
import { sumIncrements } from './increments.ts'
import { ACTIONS_PER_TRANSACTION, packBatches } from './pack-batches.ts'

function actionsOf(pack: readonly UsageBatch[]): number {
  return pack.length + sumIncrements(pack).length
}

describe('packing', () => {
  const environment = 'abcdefghijkl'

  it('puts batches that touch the same counters into one transaction', () => {
    const batches = Array.from({ length: 10 }, () => sampleBatch({ environment, counters: distinctCounters(80) }))
    const packs = packBatches(batches)
    expect(packs).toHaveLength(1)
    expect(actionsOf(packs[0] ?? [])).toBe(90)
  })

  it.each([
    [98, 1],
    [99, 2],
  ])('takes %i distinct counters of two batches in %i transactions', (counters, transactions) => {
    const batches = [
      sampleBatch({ environment, counters: distinctCounters(49) }),
      sampleBatch({ environment, counters: distinctCounters(counters - 49, 49) }),
    ]
    expect(packBatches(batches)).toHaveLength(transactions)
  })

  it('fits the largest batch: 80 counters, the dropped-count and the marker', () => {
    const batch = sampleBatch({ environment, counters: distinctCounters(80), dropped: 5 })
    expect(packBatches([batch])).toEqual([[batch]])
    expect(actionsOf([batch])).toBe(82)
  })

  it('fits the largest batch of flags that do not exist', () => {
    const counters = distinctCounters(80).map((counter) => ({ ...counter, reason: 'FLAG_NOT_FOUND' }))
    const batch = sampleBatch({ environment, counters, dropped: 5 })
    expect(packBatches([batch])).toEqual([[batch]])
    expect(actionsOf([batch])).toBe(99)
  })

  it('loses no batch and never exceeds the limit, whatever is merged', () => {
    const random = createSeededRandom(1)
    for (let round = 0; round < 50; round++) {
      const batches = Array.from({ length: 10 }, () =>
        sampleBatch({
          environment,
          counters: distinctCounters(Math.ceil(random() * 80), Math.floor(random() * 100)),
          dropped: Math.floor(random() * 2),
        }),
      )
      const packs = packBatches(batches)
      expect(new Set(packs.flat())).toEqual(new Set(batches))
      expect(packs.flat()).toHaveLength(batches.length)
      for (const pack of packs) expect(actionsOf(pack)).toBeLessThanOrEqual(ACTIONS_PER_TRANSACTION)
    }
  })
})
