const C1 = 0xcc9e2d51
const C2 = 0x1b873593
const MAX_ASCII = 0x7f
/** U+FFFD, for a surrogate without its other half. */
const REPLACEMENT = 0xfffd

/** A hash that has taken a prefix and goes on from there. */
interface Midway {
  /** Of the whole blocks of four bytes. */
  readonly hash: number
  /** The bytes that do not make a block yet, little-endian, and how many bits they are: 0, 8, 16 or 24. */
  readonly rest: number
  readonly restBits: number
  readonly bytes: number
}

const START: Midway = { hash: 0, rest: 0, restBits: 0, bytes: 0 }

/**
 * MurmurHash3 x86 32 with seed 0 over the UTF-8 bytes of a text; a lone surrogate counts as U+FFFD, as in every UTF-8
 * encoder. Allocates nothing.
 * @returns unsigned 32-bit integer
 * Source: Austin Appleby, https://github.com/aappleby/smhasher (MurmurHash3_x86_32).
 */
export function murmur3(text: string): number {
  return finish(START, text) >>> 0
}

/**
 * The hash of `prefix + text` for many texts: the prefix is taken once.
 * @param prefix  does not end with half of a surrogate pair
 * @returns the same 32 bits, signed: a number beyond 2^31 would have to be allocated
 */
export function createMurmur3(prefix: string): (text: string) => number {
  const midway = advance(prefix)
  return (text) => finish(midway, text)
}

function advance(prefix: string): Midway {
  const bytes = new TextEncoder().encode(prefix)
  const wordAt = (start: number) => bytes.subarray(start, start + 4).reduceRight((word, byte) => (word << 8) | byte, 0)
  const blocks = bytes.length >> 2
  let hash = 0
  for (let block = 0; block < blocks; block++) hash = mixBlock(hash, wordAt(block * 4))
  return { hash, rest: wordAt(blocks * 4), restBits: (bytes.length & 3) * 8, bytes: bytes.length }
}

/**
 * For ASCII, where a character is a byte: whole blocks, once the one that the prefix has begun is filled. Whether all
 * of it was ASCII is asked once, at the end.
 */
function finish(from: Midway, text: string): number {
  let { hash, rest, restBits } = from
  const { length } = text
  let seen = 0
  let i = 0
  if (restBits > 0) {
    for (; restBits < 32 && i < length; restBits += 8) {
      const unit = text.charCodeAt(i++)
      seen |= unit
      rest |= unit << restBits
    }
    if (restBits === 32) {
      hash = mixBlock(hash, rest)
      rest = 0
      restBits = 0
    }
  }
  for (; i + 3 < length; i += 4) {
    const a = text.charCodeAt(i)
    const b = text.charCodeAt(i + 1)
    const c = text.charCodeAt(i + 2)
    const d = text.charCodeAt(i + 3)
    seen |= a | b | c | d
    hash = mixBlock(hash, a | (b << 8) | (c << 16) | (d << 24))
  }
  for (; i < length; restBits += 8) {
    const unit = text.charCodeAt(i++)
    seen |= unit
    rest |= unit << restBits
  }
  if (seen > MAX_ASCII) return finishByPoints(from, text)
  if (restBits > 0) hash ^= scramble(rest)
  return finalize(hash ^ (from.bytes + length))
}

/** For any text, by code points. */
function finishByPoints(from: Midway, text: string): number {
  let { hash, rest, restBits, bytes } = from
  for (let i = 0; i < text.length;) {
    const point = text.codePointAt(i) ?? 0
    const width = utf8Width(point)
    const word = utf8Word(point, width)
    const block = rest | (word << restBits)
    const over = overflow(word, restBits)
    restBits += width * 8
    bytes += width
    i += point > 0xffff ? 2 : 1
    rest = block
    if (restBits >= 32) {
      hash = mixBlock(hash, block)
      rest = over
      restBits -= 32
    }
  }
  if (restBits > 0) hash ^= scramble(rest)
  return finalize(hash ^ bytes)
}

/** The bits of a word that found no place beside `restBits` others; two shifts, since a shift by 32 is one by 0. */
function overflow(word: number, restBits: number): number {
  return (word >>> (24 - restBits)) >>> 8
}

function utf8Width(point: number): number {
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}

/** The UTF-8 bytes of a code point, little-endian. */
function utf8Word(point: number, width: number): number {
  if (width === 1) return point
  if (width === 2) return 0xc0 | (point >> 6) | (continuation(point) << 8)
  if (width === 4) {
    return (
      0xf0 |
      (point >> 18) |
      (continuation(point >> 12) << 8) |
      (continuation(point >> 6) << 16) |
      (continuation(point) << 24)
    )
  }
  const known = (point & 0xf800) === 0xd800 ? REPLACEMENT : point
  return 0xe0 | (known >> 12) | (continuation(known >> 6) << 8) | (continuation(known) << 16)
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f)
}

function mixBlock(hash: number, block: number): number {
  const mixed = hash ^ scramble(block)
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0
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
  return h ^ (h >>> 16)
}
