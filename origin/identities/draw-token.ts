import type { RandomBytes } from './draw-id.ts'

const TOKEN_BYTES = 32

/** 256 bits that whoever holds them shows: a session's, an invitation's. 43 characters of base64url. */
export function drawToken(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')
}
