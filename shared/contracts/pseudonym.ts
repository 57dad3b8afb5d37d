import { toHex } from '../hashing/encoding.ts'

/**
 * The key with which one environment's user ids are pseudonymised: HKDF-SHA-256 (RFC 5869) of a secret that only edges
 * and workers hold, with the environment as info, so that the same person has unrelated pseudonyms in two environments.
 */
export async function derivePseudonymKey(secret: string, environmentId: string): Promise<CryptoKey> {
  const encoder = new TextEncoder()
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey'])
  const info = encoder.encode(`togglemaster user id ${environmentId}`)
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info },
    material,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
}

/** @returns `p_` and 32 hexadecimal digits of HMAC-SHA-256 over the UTF-8 bytes of the id */
export async function pseudonymise(key: CryptoKey, userId: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(userId))
  return `p_${toHex(new Uint8Array(mac)).slice(0, 32)}`
}
