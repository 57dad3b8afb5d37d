import * as z from 'zod/mini'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { Environment } from '../projects/environment-repository.ts'
import { LOCATION_STATES, type LocationState, locationState } from './location-state.ts'
import { measurePublish } from './measure-publish.ts'
import type { ArrivalRow, LocationRow, Publish } from './propagation-repository.ts'

const names = z.array(z.string())

export const propagationSchema = z.strictObject({
  environment: z.string(),
  /** The newest that was committed, and the newest that Redis has. */
  version: z.int(),
  publishedVersion: z.nullable(z.int()),
  locations: z.array(
    z.strictObject({
      location: z.string(),
      state: z.enum(LOCATION_STATES),
      version: z.int(),
      ageMs: z.int(),
      openBreakers: names,
      refusals: z.array(z.strictObject({ part: z.string(), reason: z.string(), count: z.int() })),
      reportedAt: timeSchema,
    }),
  ),
  publishes: z.array(
    z.strictObject({
      version: z.int(),
      committedAt: timeSchema,
      publishedAt: timeSchema,
      servedAfterMs: z.nullable(z.strictObject({ p50: z.int(), p99: z.int(), max: z.int() })),
      measuredLocations: z.int(),
      behind: names,
      pending: names,
      noTraffic: names,
    }),
  ),
})

type PropagationView = z.infer<typeof propagationSchema>

export interface PropagationFacts {
  readonly environment: Pick<Environment, 'key' | 'version'>
  /** Newest first. */
  readonly publishes: readonly Publish[]
  readonly locations: readonly LocationRow[]
  readonly arrivals: readonly ArrivalRow[]
}

/** Where the last versions are, how long they took, who is behind, and who was not asked. */
export function propagationView(facts: PropagationFacts, nowMs: number): PropagationView {
  const { environment, publishes, locations } = facts
  const [newest] = publishes
  return {
    environment: environment.key,
    version: environment.version,
    publishedVersion: newest?.version ?? null,
    locations: locations.map((row) => ({
      location: row.location,
      state: newest === undefined ? 'current' : locationState(row, newest, nowMs),
      version: row.version,
      ageMs: row.ageMs,
      openBreakers: [...row.openBreakers],
      refusals: [...row.refusals],
      reportedAt: timeOf(row.reportedAtMs),
    })),
    publishes: publishes.map((publish) => publishView(publish, facts, nowMs)),
  }
}

function publishView(
  publish: Publish,
  { locations, arrivals }: PropagationFacts,
  nowMs: number,
): PropagationView['publishes'][number] {
  const namesIn = (state: LocationState): string[] =>
    locations.filter((row) => locationState(row, publish, nowMs) === state).map(({ location }) => location)
  const { servedAfterMs, measuredLocations } = measurePublish(publish, arrivals)
  return {
    version: publish.version,
    committedAt: timeOf(publish.committedAtMs),
    publishedAt: timeOf(publish.publishedAtMs),
    servedAfterMs: servedAfterMs ?? null,
    measuredLocations,
    behind: namesIn('behind'),
    pending: namesIn('pending'),
    noTraffic: namesIn('no_traffic'),
  }
}
