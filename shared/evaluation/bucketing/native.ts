import { WHOLE } from '../../contracts/limits.ts'
import { createMurmur3 } from '../../hashing/murmur3.ts'
import type { Placement } from './scheme.ts'

/** ToggleMaster's own scheme: MurmurHash3 x86 32 over the UTF-8 bytes of `salt + "." + subject`, scaled to [0, 100 000). */
export function nativeScheme(salt: string): Placement {
  const hash = createMurmur3(`${salt}.`)
  return (subject) => Math.floor((hash(subject) * WHOLE) / 0x1_0000_0000)
}
