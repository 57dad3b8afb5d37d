import { murmur3 } from '../hashing/murmur3.ts'
import { type ParseResult, parsed, refused } from './parse-result.ts'

/** `adm` manages a project; `srv` asks from a server; `cli` asks from a browser or an app, and is public by nature. */
export const KEY_KINDS = ['adm', 'srv', 'cli'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

/** What a key may do. `classic` is the seed's: manage flags and rules through its routes, and evaluate in production. */
export const KEY_SCOPES = ['manage', 'evaluate', 'classic'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** A key as its holder presents it: `tm_<kind>_<id>_<secret><checksum>`. */
export interface PresentedKey {
  readonly kind: KeyKind
  /** The environment's id for `srv` and `cli`, the project's for `adm`. */
  readonly ownerId: string
  readonly text: string
}

export const SECRET_LENGTH = 32
const CHECKSUM_LENGTH = 6
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SHAPE = /^tm_(adm|srv|cli)_([a-z0-9]{12})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/

/**
 * @param secret  32 characters of base 62 (190 bits), drawn by the caller
 */
export function formatAccessKey(kind: KeyKind, ownerId: string, secret: string): string {
  const body = `tm_${kind}_${ownerId}_${secret}`
  return body + checksumOf(body)
}

/**
 * Reads a presented key. A wrong checksum is refused here, with no I/O: most typing errors and all invented keys end at
 * this line. The checksum is public and proves nothing.
 */
export function parseAccessKey(text: string): ParseResult<PresentedKey> {
  const match = SHAPE.exec(text)
  if (match === null) return refused('expected tm_<kind>_<id>_<secret>')
  const [, kind, ownerId = ''] = match
  const body = text.slice(0, -CHECKSUM_LENGTH)
  if (checksumOf(body) !== text.slice(-CHECKSUM_LENGTH)) return refused('wrong checksum')
  return parsed({ kind: kind as KeyKind, ownerId, text })
}

/** Draws a secret out of random bytes; bytes from 248 on are left out, so that every character is equally likely. */
export function secretOf(randomBytes: Uint8Array): string | undefined {
  const characters = Array.from(randomBytes)
    .filter((byte) => byte < 248)
    .map((byte) => BASE62.charAt(byte % 62))
  return characters.length < SECRET_LENGTH ? undefined : characters.slice(0, SECRET_LENGTH).join('')
}

/** MurmurHash3 of what stands before it, in base 62, six digits. */
function checksumOf(body: string): string {
  let rest = murmur3(body)
  let digits = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = BASE62.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return digits
}
