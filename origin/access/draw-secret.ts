import { SECRET_LENGTH, secretOf } from '../../shared/contracts/access-key.ts'
import type { RandomBytes } from '../identities/draw-id.ts'

/** A secret of 32 characters (190 bits). Twice the bytes it needs: one draw in a great many is too short. */
export function drawSecret(randomBytes: RandomBytes): string {
  for (;;) {
    const secret = secretOf(randomBytes(SECRET_LENGTH * 2))
    if (secret !== undefined) return secret
  }
}
