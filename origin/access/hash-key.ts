import { createHash } from 'node:crypto'

/** SHA-256 of a key's text, lower-case hexadecimal: the only form in which a key is stored or compared. */
export function hashKey(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
