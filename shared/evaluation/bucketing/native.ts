import { WHOLE } from '../../contracts/limits.ts'
import { createMurmur3 } from '../../hashing/murmur3.ts'
import type { Placement } from './scheme.ts'

/** Exact: a whole number over a power of two. Its product with a hash has at most 49 significant bits, so it is exact too. */
const BUCKETS_PER_HASH = WHOLE / 0x1_0000_0000

/** ToggleMaster's own scheme: MurmurHash3 x86 32 over the UTF-8 bytes of `salt + "." + subject`, scaled to [0, 100 000). */
export function nativeScheme(salt: string): Placement {
  const hash = createMurmur3(`${salt}.`)
  return (subject) => bucketOfHash(hash(subject))
}

/**
 * `floor(hash × 100 000 / 2^32)`, exactly. Cut off and not floored: for numbers that are not negative it is the same.
 * @param hash  32 bits, taken as unsigned
 * @returns integer in [0, 100 000)
 */
export function bucketOfHash(hash: number): number {
  return ((hash >>> 0) * BUCKETS_PER_HASH) | 0
}
