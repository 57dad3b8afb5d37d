import { describe, expect, it } from 'vitest'
import { createOutbox } from './outbox.ts'
import type { SealedBatch } from './sealed-batch.ts'

const batch = (id: string, bytes = 10): SealedBatch => ({
  id,
  environmentId: 'e',
  text: id,
  bytes,
  decisions: 1,
  droppedBefore: 0,
})
const ids = (batches: readonly SealedBatch[]) => batches.map(({ id }) => id)
const LIMITS = { batches: 3, bytes: 100, perClaim: 2 }

describe('the outbox', () => {
  it('hands a batch to one sender at a time', () => {
    const outbox = createOutbox(LIMITS)
    outbox.add([batch('a'), batch('b'), batch('c')], 0)
    expect(ids(outbox.claim(0).batches)).toEqual(['a', 'b'])
    expect(ids(outbox.claim(0).batches)).toEqual(['c'])
    expect(outbox.claim(29_999).batches).toEqual([])
  })

  it('hands it on when its sender is lost', () => {
    const outbox = createOutbox(LIMITS)
    outbox.add([batch('a')], 0)
    outbox.claim(0)
    expect(ids(outbox.claim(30_000).batches)).toEqual(['a'])
  })

  it('hands it on at once when it was not taken, and never when it was', () => {
    const outbox = createOutbox(LIMITS)
    outbox.add([batch('a'), batch('b')], 0)
    const claim = outbox.claim(0)
    const [a, b] = claim.batches
    outbox.remove([a!])
    claim.release([b!])
    expect(ids(outbox.claim(0).batches)).toEqual(['b'])
    expect(outbox.size()).toEqual({ batches: 1, bytes: 10 })
  })

  it('leaves it with its second sender when the first, believed lost, gives it back', () => {
    const outbox = createOutbox(LIMITS)
    outbox.add([batch('a')], 0)
    const late = outbox.claim(0)
    outbox.claim(30_000)
    late.release(late.batches)
    expect(outbox.claim(30_001).batches).toEqual([])
  })

  it('makes room by the oldest that nobody is sending', () => {
    const outbox = createOutbox(LIMITS)
    outbox.add([batch('a'), batch('b'), batch('c')], 0)
    outbox.claim(0)
    expect(ids(outbox.add([batch('d')], 0))).toEqual(['c'])
    expect(ids(outbox.add([batch('e', 90)], 0))).toEqual(['d', 'e'])
    expect(outbox.size()).toEqual({ batches: 2, bytes: 20 })
  })
})
