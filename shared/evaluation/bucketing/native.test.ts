import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WHOLE } from '../../contracts/limits.ts'
import { bucketOfHash } from './native.ts'

/** The smallest hash of a bucket, in whole numbers without end. */
function firstHashOf(bucket: number): number {
  return Number((BigInt(bucket) * 2n ** 32n + BigInt(WHOLE) - 1n) / BigInt(WHOLE))
}

describe('bucketOfHash', () => {
  it('begins and ends every one of the 100 000 buckets where whole numbers do', () => {
    const wrong = Array.from({ length: WHOLE }, (_, bucket) => bucket).filter(
      (bucket) => bucketOfHash(firstHashOf(bucket)) !== bucket || bucketOfHash(firstHashOf(bucket + 1) - 1) !== bucket,
    )
    expect(wrong).toEqual([])
  })

  it('takes a hash as unsigned, whichever sign its 32 bits were read with', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), (hash) => {
        const exact = Number((BigInt(hash) * BigInt(WHOLE)) >> 32n)
        expect(bucketOfHash(hash)).toBe(exact)
        expect(bucketOfHash(hash | 0)).toBe(exact)
      }),
    )
  })
})
