/** Types of the given `workloads.mjs`. */
export interface User {
  readonly id: string
  readonly country: string
  readonly email: string
  readonly appVersion: string
  readonly plan: string
  readonly seats: number
}

/** A segment of 1 000 user ids. */
export const SEG: readonly string[]
export const COUNTRIES: readonly string[]
export const EMAIL_SUFFIX: string
export const MIN_VERSION: string
export const PLAN: string
export const MIN_SEATS: number
/** Names and percentages. */
export const VARIANTS: readonly (readonly [name: string, percent: number])[]
/** 1 000 users, all in the segment; each matches only the last rule of w2. */
export const USERS: readonly User[]
/** 10 000 users, none in the segment. */
export const OUTSIDERS: readonly User[]
/** Users and the rule of w2 that they hit. */
export const PROBES: readonly (readonly [user: User, expected: string])[]
/** Flags of each kind. */
export const NPER: number
export const k1: (i: number) => string
export const k2: (i: number) => string
export const k3: (i: number) => string
export const k4: (i: number) => string
export const idx: readonly number[]
export const ALLKEYS: readonly string[]
