import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { type VerificationKey, formatEnvelope, kidOf } from '../../shared/contracts/envelope.ts'

/** Signs what goes to Redis; the private key never leaves it. */
export interface Signer {
  /** The envelope's text over `payload`, which is serialised here so that exactly these bytes are signed. */
  readonly seal: (payload: { readonly version: number }) => string
  /** Raw Ed25519 public key, base64: what edges are configured with. */
  readonly publicKey: string
  /** To recognise our own envelopes when Redis gives them back. */
  readonly verificationKey: VerificationKey
}

/**
 * @param signingKey  Ed25519 private key, PKCS #8 DER, base64
 * @throws when the text is not such a key; `readConfig` has checked it
 */
export async function createSigner(signingKey: string): Promise<Signer> {
  const privateKey = createPrivateKey({ key: Buffer.from(signingKey, 'base64'), format: 'der', type: 'pkcs8' })
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
  const raw = Uint8Array.from(Buffer.from(jwk.x ?? '', 'base64url'))
  const kid = await kidOf(raw)
  const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
  return {
    seal: (value) => {
      const payload = JSON.stringify(value)
      const signature = Uint8Array.from(sign(null, Buffer.from(payload, 'utf8'), privateKey))
      return formatEnvelope({ version: value.version, kid, signature, payload })
    },
    publicKey: Buffer.from(raw).toString('base64'),
    verificationKey: { kid, key },
  }
}
