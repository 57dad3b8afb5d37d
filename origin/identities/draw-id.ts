/** Draws bytes that nobody can foresee. */
export type RandomBytes = (length: number) => Uint8Array

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
const ID_LENGTH = 12
/** The highest multiple of 36 below 256: bytes from here on are left out, so that every character is equally likely. */
const FAIR_BYTES = 252

/** A generated id: 12 characters of `a-z0-9` (62 bits). */
export function drawId(randomBytes: RandomBytes): string {
  let id = ''
  while (id.length < ID_LENGTH) {
    const fair = Array.from(randomBytes(ID_LENGTH)).filter((byte) => byte < FAIR_BYTES)
    id += fair.map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
  }
  return id.slice(0, ID_LENGTH)
}
