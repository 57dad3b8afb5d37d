const C1 = 0xcc9e2d51
const C2 = 0x1b873593
const encoder = new TextEncoder()

/**
 * MurmurHash3 x86 32 with seed 0 over the UTF-8 bytes of a text; a lone surrogate counts as U+FFFD, as in every UTF-8 encoder.
 * @returns unsigned 32-bit integer
 * Source: Austin Appleby, https://github.com/aappleby/smhasher (MurmurHash3_x86_32).
 */
export function murmur3(text: string): number {
  const bytes = encoder.encode(text)
  const length = bytes.length
  const tail = length & ~3
  let h = 0
  for (let i = 0; i < tail; i += 4) {
    h ^= scramble(
      byteAt(bytes, i) | (byteAt(bytes, i + 1) << 8) | (byteAt(bytes, i + 2) << 16) | (byteAt(bytes, i + 3) << 24),
    )
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  let k = 0
  if (length - tail > 2) k ^= byteAt(bytes, tail + 2) << 16
  if (length - tail > 1) k ^= byteAt(bytes, tail + 1) << 8
  if (length - tail > 0) h ^= scramble(k ^ byteAt(bytes, tail))
  return finalize(h ^ length)
}

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}

function scramble(k: number): number {
  const mixed = Math.imul(k, C1)
  return Math.imul((mixed << 15) | (mixed >>> 17), C2)
}

function finalize(mixed: number): number {
  let h = mixed
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
