import { sha1 } from '@noble/hashes/legacy.js'
import type { Placement } from './scheme.ts'

/** The seed knew a hundred buckets; each is the first of a thousand of ours. */
const BUCKETS_PER_PERCENT = 1_000

/**
 * The seed's scheme: the first four bytes of SHA-1 over the UTF-8 bytes of `subject + salt`, big-endian, mod 100, so
 * that nobody moves who comes from it. Its salt is the flag's name; there is no separator. Places are multiples of
 * 1 000.
 */
export function togglemasterClassicScheme(salt: string): Placement {
  const encoder = new TextEncoder()
  return (subject) => {
    const digest = sha1(encoder.encode(subject + salt))
    return (new DataView(digest.buffer, digest.byteOffset).getUint32(0) % 100) * BUCKETS_PER_PERCENT
  }
}
