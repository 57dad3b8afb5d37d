import { fromBase64, toBase64, toHex } from '../hashing/encoding.ts'
import type { JsonValue } from './json.ts'
import { parseJson } from './json.ts'
import { type ParseResult, parsed, refused } from './parse-result.ts'

/**
 * A signed text as it lies in Redis: `<version> <kid> <signature, base64> <payload, JSON>`.
 * The signature (Ed25519) covers the exact UTF-8 bytes of the payload. The version stands in front, unsigned, so that a
 * script in Redis can compare without parsing; readers believe only the one inside the payload.
 */
export interface Envelope {
  readonly version: number
  /** Names the public key: see `kidOf`. */
  readonly kid: string
  readonly signature: Uint8Array<ArrayBuffer>
  readonly payload: string
}

/** A public key that an edge accepts, imported once per isolate. */
export interface VerificationKey {
  readonly kid: string
  readonly key: CryptoKey
}

export type EnvelopeRefusal = 'malformed' | 'unknown_key' | 'bad_signature'

export function formatEnvelope(envelope: Envelope): string {
  return `${envelope.version} ${envelope.kid} ${toBase64(envelope.signature)} ${envelope.payload}`
}

/** Splits an envelope's text; says nothing about its truth. */
export function parseEnvelope(text: string): ParseResult<Envelope> {
  const match = /^(\d{1,15}) ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==) (\{[^]*\})$/.exec(text)
  if (match === null) return refused('expected <version> <kid> <signature> <payload>')
  const [, version, kid = '', encoded = '', payload = ''] = match
  const signature = fromBase64(encoded)
  if (signature === undefined) return refused('expected a base64 signature')
  return parsed({ version: Number(version), kid, signature, payload })
}

/**
 * The payload of an envelope that one of `keys` signed.
 * @returns the payload parsed as JSON, or why it is refused
 */
export async function openEnvelope(
  text: string,
  keys: readonly VerificationKey[],
): Promise<
  { readonly ok: true; readonly payload: JsonValue } | { readonly ok: false; readonly refusal: EnvelopeRefusal }
> {
  const envelope = parseEnvelope(text)
  if (!envelope.ok) return { ok: false, refusal: 'malformed' }
  const { kid, signature, payload } = envelope.value
  const known = keys.find((candidate) => candidate.kid === kid)
  if (known === undefined) return { ok: false, refusal: 'unknown_key' }
  const bytes = new TextEncoder().encode(payload)
  if (!(await crypto.subtle.verify('Ed25519', known.key, signature, bytes)))
    return { ok: false, refusal: 'bad_signature' }
  const json = parseJson(payload)
  return json.ok ? { ok: true, payload: json.value } : { ok: false, refusal: 'malformed' }
}

/** A key's name: the first 16 hexadecimal digits of the SHA-256 of its 32 raw bytes. */
export async function kidOf(publicKey: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey))).slice(0, 16)
}

/**
 * Reads the public keys that an edge accepts: one or two raw Ed25519 keys, base64, separated by a comma.
 * Two overlap while the signing key is rotated.
 */
export async function parseVerificationKeys(text: string): Promise<ParseResult<readonly VerificationKey[]>> {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.length > 2) return refused(`expected one or two public keys, got ${parts.length}`)
  const keys: VerificationKey[] = []
  for (const [i, part] of parts.entries()) {
    const raw = fromBase64(part)
    if (raw === undefined || raw.length !== 32) return refused('expected 32 bytes in base64', [i])
    const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
    keys.push({ kid: await kidOf(raw), key })
  }
  return parsed(keys)
}
