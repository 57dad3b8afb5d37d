/** The ways of placing people in buckets that this release knows; see `evaluation/bucketing`. */
export const SCHEME_NAMES = ['native', 'togglemaster-classic'] as const
export type SchemeName = (typeof SCHEME_NAMES)[number]
