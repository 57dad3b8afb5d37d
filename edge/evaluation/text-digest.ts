import { createMurmur3 } from '../../shared/hashing/murmur3.ts'

/**
 * 128 bits that tell a text from others: four hashes that began differently. Synchronous and cheap; no secret and no proof, for
 * whoever could choose texts to make two of them alike would deceive only those who ask for his own.
 */
export type TextDigest = readonly [number, number, number, number]

const LANES = ['0', '1', '2', '3'].map(createMurmur3)

export function digestText(text: string): TextDigest {
  const [a, b, c, d] = LANES.map((hash) => hash(text))
  return [a ?? 0, b ?? 0, c ?? 0, d ?? 0]
}
