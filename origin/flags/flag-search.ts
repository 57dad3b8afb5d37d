import type { FlagType } from '../../shared/contracts/flag.ts'
import type { FlagLifetime } from './flag-lifetime.ts'
import type { FlagState } from './flag-state.ts'

export const MAX_SEARCH_LENGTH = 256

export interface FlagSearch {
  readonly limit: number
  /** The key behind which to go on. */
  readonly after: string | undefined
  /** A part of the key or the description; letter case does not matter. */
  readonly search: string | undefined
  /** Any tag, owner, type or lifetime where it is absent. */
  readonly tag?: string
  readonly owner?: string
  readonly type?: FlagType
  readonly lifetime?: FlagLifetime
  /** Those that are not archived, unless it says otherwise. */
  readonly state?: FlagState
  /** Only those that are on, or off, in an environment. */
  readonly inEnvironment?: { readonly environmentId: string; readonly enabled: boolean }
}

/** What of a flag can be searched for. */
export interface SearchableFlag {
  readonly lowerKey: string
  readonly lowerDescription: string
  readonly owner: string | null
  readonly type: FlagType
  readonly lifetime: FlagLifetime
  readonly isArchived: boolean
  readonly tags: readonly string[]
  /** The ids of the environments where it is on. */
  readonly enabledIn: readonly string[]
}

/** @returns what says of each flag whether it is sought, what costs least first */
export function createFlagMatcher({
  search,
  tag,
  owner,
  type,
  lifetime,
  state = 'live',
  inEnvironment,
}: Omit<FlagSearch, 'limit' | 'after'>): (flag: SearchableFlag) => boolean {
  const text = search?.toLowerCase()
  return (flag) =>
    (state === 'all' || flag.isArchived === (state === 'archived')) &&
    (owner === undefined || flag.owner === owner) &&
    (type === undefined || flag.type === type) &&
    (lifetime === undefined || flag.lifetime === lifetime) &&
    (inEnvironment === undefined || flag.enabledIn.includes(inEnvironment.environmentId) === inEnvironment.enabled) &&
    (tag === undefined || flag.tags.includes(tag)) &&
    (text === undefined || flag.lowerKey.includes(text) || flag.lowerDescription.includes(text))
}
