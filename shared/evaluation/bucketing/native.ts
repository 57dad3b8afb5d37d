import { WHOLE } from '../../contracts/limits.ts'
import { murmur3 } from '../../hashing/murmur3.ts'

/**
 * ToggleMaster's own scheme: MurmurHash3 x86 32 over the UTF-8 bytes of `salt + "." + value`, scaled to [0, 100 000).
 * @param salt  changing it moves everybody
 * @returns integer in [0, 100 000)
 */
export function nativeScheme(salt: string, value: string): number {
  return Math.floor((murmur3(`${salt}.${value}`) * WHOLE) / 0x1_0000_0000)
}
