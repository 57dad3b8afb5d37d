import type { SchemeName } from '../../contracts/flag.ts'
import { nativeScheme } from './native.ts'
import { togglemasterClassicScheme } from './togglemaster-classic.ts'

/**
 * A way of placing a subject in one of 100 000 buckets; the same in every runtime, for ever.
 * @returns integer in [0, 100 000)
 */
export type BucketingScheme = (salt: string, value: string) => number

/** Adding a scheme is adding a file, its name in `SCHEME_NAMES` and its row here. */
export const SCHEMES: Readonly<Record<SchemeName, BucketingScheme>> = {
  native: nativeScheme,
  'togglemaster-classic': togglemasterClassicScheme,
}
