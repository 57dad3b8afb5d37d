import type { SchemeName } from '../../contracts/scheme-name.ts'
import { nativeScheme } from './native.ts'
import { togglemasterClassicScheme } from './togglemaster-classic.ts'

/**
 * A way of placing subjects in 100 000 buckets; the same in every runtime, for ever.
 * @param salt  changing it moves everybody
 */
export type BucketingScheme = (salt: string) => Placement

/** @returns integer in [0, 100 000) */
export type Placement = (subject: string) => number

/** Adding a scheme is adding a file, its vectors, its name in `SCHEME_NAMES` and its row here. */
export const SCHEMES: Readonly<Record<SchemeName, BucketingScheme>> = {
  native: nativeScheme,
  'togglemaster-classic': togglemasterClassicScheme,
}
