import { createMurmur3 } from '../../shared/hashing/murmur3.ts'

/**
 * 120 bits that tell a text from others: four hashes that began differently, of 30 bits each, which is what an engine
 * keeps inside an object as it stands. Synchronous and cheap; no secret and no proof, for whoever could choose texts to
 * make two of them alike would deceive only those who ask for his own.
 */
export interface TextDigest {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

const a = createMurmur3('0')
const b = createMurmur3('1')
const c = createMurmur3('2')
const d = createMurmur3('3')

export function digestText(text: string): TextDigest {
  return { a: a(text) >>> 2, b: b(text) >>> 2, c: c(text) >>> 2, d: d(text) >>> 2 }
}
