import type { Publish } from './propagation-repository.ts'

/**
 * How a location stands to a version. `behind`: it told of an older one when it could long have had this one.
 * `no_traffic`: it has told nothing lately, since nobody asked there; it is not behind. `pending`: it has not had the
 * time to tell.
 */
export const LOCATION_STATES = ['current', 'behind', 'pending', 'no_traffic'] as const
export type LocationState = (typeof LOCATION_STATES)[number]

/** Twice what an edge may take to see a version (5.25 s), and a slow body. */
const BEHIND_AFTER_MS = 15_000
/** Two reports that did not come, and some patience. */
const NO_TRAFFIC_AFTER_MS = 150_000

export function locationState(
  told: { readonly version: number; readonly reportedAtMs: number },
  { version, publishedAtMs }: Pick<Publish, 'version' | 'publishedAtMs'>,
  nowMs: number,
): LocationState {
  if (nowMs - told.reportedAtMs > NO_TRAFFIC_AFTER_MS) return 'no_traffic'
  if (told.version >= version) return 'current'
  return told.reportedAtMs - publishedAtMs >= BEHIND_AFTER_MS ? 'behind' : 'pending'
}
