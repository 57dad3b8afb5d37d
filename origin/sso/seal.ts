import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { RandomBytes } from '../identities/draw-id.ts'

/** Makes texts that their bearer can neither read nor change. */
export interface Seal {
  readonly close: (text: string) => string
  /** @returns `undefined` for what was not closed by this seal */
  readonly open: (sealed: string) => string | undefined
}

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM under a key that nobody keeps: what is sealed is worth nothing after a restart. */
export function createSeal(randomBytes: RandomBytes): Seal {
  const key = randomBytes(KEY_BYTES)
  return {
    close: (text) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        const text = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
        return Buffer.concat(text).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
