import { type KeyObject, createPublicKey, sign } from 'node:crypto'
import { type VerificationKey, formatEnvelope, kidOf } from '../../shared/contracts/envelope.ts'

/** Signs whatever text it is given: what an origin would do that had lost its mind, or its signing key. */
export interface EnvelopeSealer {
  readonly seal: (version: number, payload: string) => string
  readonly verificationKey: VerificationKey
}

/** @param privateKey  Ed25519 */
export async function createEnvelopeSealer(privateKey: KeyObject): Promise<EnvelopeSealer> {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const raw = Uint8Array.from(Buffer.from(x, 'base64url'))
  const kid = await kidOf(raw)
  return {
    seal: (version, payload) =>
      formatEnvelope({
        version,
        kid,
        payload,
        signature: Uint8Array.from(sign(null, Buffer.from(payload), privateKey)),
      }),
    verificationKey: { kid, key: await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify']) },
  }
}
