import { and, asc, desc, eq, isNotNull, lt, max } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { edgeArrivals } from '../db/schema/edge-arrivals.ts'
import { edgeLocations } from '../db/schema/edge-locations.ts'
import { environments } from '../db/schema/environments.ts'
import { outbox } from '../db/schema/outbox.ts'

export type LocationRow = typeof edgeLocations.$inferSelect
export type ArrivalRow = typeof edgeArrivals.$inferSelect

/** A version that Redis has, and thus every edge could have. */
export interface Publish {
  readonly version: number
  readonly committedAtMs: number
  readonly publishedAtMs: number
}

/** Publishes that are looked at; arrivals of older ones are forgotten. */
export const PUBLISHES_SHOWN = 20
/** More than Cloudflare has data centres. Of more, those that were silent longest are forgotten. */
export const LOCATIONS_KEPT = 500

/** The last ones, newest first. */
export function listPublishes(database: Queryable, environmentId: string): readonly Publish[] {
  return database
    .select({ version: outbox.version, committedAtMs: outbox.committedAtMs, publishedAtMs: outbox.publishedAtMs })
    .from(outbox)
    .where(and(isRulesetOf(environmentId), isNotNull(outbox.publishedAtMs)))
    .orderBy(desc(outbox.version))
    .limit(PUBLISHES_SHOWN)
    .all()
    .map(({ publishedAtMs, ...row }) => ({ ...row, publishedAtMs: publishedAtMs ?? row.committedAtMs }))
}

export function listLocations(database: Queryable, environmentId: string): readonly LocationRow[] {
  const ofEnvironment = eq(edgeLocations.environmentId, environmentId)
  return database.select().from(edgeLocations).where(ofEnvironment).orderBy(asc(edgeLocations.location)).all()
}

export function listArrivals(database: Queryable, environmentId: string): readonly ArrivalRow[] {
  return database.select().from(edgeArrivals).where(eq(edgeArrivals.environmentId, environmentId)).all()
}

/** Of all environments, each location with the newest version that Redis has of its environment. */
export function listLocationsWithNewest(database: Queryable) {
  const newest = database
    .select({
      environmentId: outbox.environmentId,
      newestVersion: max(outbox.version).as('newest_version'),
      publishedAtMs: max(outbox.publishedAtMs).as('newest_published_at_ms'),
    })
    .from(outbox)
    .where(and(eq(outbox.kind, 'ruleset'), isNotNull(outbox.publishedAtMs)))
    .groupBy(outbox.environmentId)
    .as('newest')
  return database
    .select({
      version: edgeLocations.version,
      reportedAtMs: edgeLocations.reportedAtMs,
      newestVersion: newest.newestVersion,
      publishedAtMs: newest.publishedAtMs,
    })
    .from(edgeLocations)
    .innerJoin(newest, eq(newest.environmentId, edgeLocations.environmentId))
    .all()
}

export function hasEnvironment(database: Queryable, id: string): boolean {
  return database.select({ id: environments.id }).from(environments).where(eq(environments.id, id)).get() !== undefined
}

export function upsertLocation(database: Queryable, row: LocationRow): void {
  const { environmentId, location, ...values } = row
  database
    .insert(edgeLocations)
    .values({ environmentId, location, ...values })
    .onConflictDoUpdate({ target: [edgeLocations.environmentId, edgeLocations.location], set: values })
    .run()
}

/** The first one of a version and location stays. @returns whether it is the first */
export function insertArrival(database: Queryable, row: ArrivalRow): boolean {
  return database.insert(edgeArrivals).values(row).onConflictDoNothing().run().changes > 0
}

/** Holds an environment to its bounds. */
export function forgetOldReports(database: Queryable, environmentId: string): void {
  const oldestShown = listPublishes(database, environmentId).at(-1)?.version ?? 0
  database
    .delete(edgeArrivals)
    .where(and(eq(edgeArrivals.environmentId, environmentId), lt(edgeArrivals.version, oldestShown)))
    .run()
  const ofEnvironment = eq(edgeLocations.environmentId, environmentId)
  const surplus = database
    .select({ location: edgeLocations.location })
    .from(edgeLocations)
    .where(ofEnvironment)
    .orderBy(desc(edgeLocations.reportedAtMs), asc(edgeLocations.location))
    .limit(Number.MAX_SAFE_INTEGER)
    .offset(LOCATIONS_KEPT)
    .all()
  for (const { location } of surplus) {
    database
      .delete(edgeLocations)
      .where(and(ofEnvironment, eq(edgeLocations.location, location)))
      .run()
    database
      .delete(edgeArrivals)
      .where(and(eq(edgeArrivals.environmentId, environmentId), eq(edgeArrivals.location, location)))
      .run()
  }
}

function isRulesetOf(environmentId: string) {
  return and(eq(outbox.environmentId, environmentId), eq(outbox.kind, 'ruleset'))
}
