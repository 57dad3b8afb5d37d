import { and, desc, eq, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'

export type VersionRow = typeof auditEntries.$inferSelect

/** A flag's configuration in one environment, as audit entries name it. */
export interface ConfigurationPlace {
  readonly projectId: string
  readonly environmentId: string
  readonly flagKey: string
}

const versionAfter = sql<number>`json_extract(${auditEntries.after}, '$.version')`
const versionBefore = sql<number>`json_extract(${auditEntries.before}, '$.version')`

/** The entries that made its versions, newest first. */
export function listVersions(
  database: Queryable,
  place: ConfigurationPlace,
  page: { readonly limit: number; readonly belowId: number | undefined },
): readonly VersionRow[] {
  return database
    .select()
    .from(auditEntries)
    .where(and(concerns(place), page.belowId === undefined ? undefined : lt(auditEntries.id, page.belowId)))
    .orderBy(desc(auditEntries.id))
    .limit(page.limit)
    .all()
}

/** What a version was: as the entry says that made it, or for the very first one the entry that replaced it. */
export function findVersion(database: Queryable, place: ConfigurationPlace, version: number): unknown {
  const row = database
    .select()
    .from(auditEntries)
    .where(and(concerns(place), or(eq(versionAfter, version), eq(versionBefore, version))))
    .orderBy(auditEntries.id)
    .limit(1)
    .get()
  if (row === undefined) return undefined
  return isVersion(row.after, version) ? row.after : row.before
}

function isVersion(state: unknown, version: number): boolean {
  return typeof state === 'object' && state !== null && 'version' in state && state.version === version
}

function concerns({ projectId, environmentId, flagKey }: ConfigurationPlace) {
  return and(
    eq(auditEntries.projectId, projectId),
    eq(auditEntries.environmentId, environmentId),
    eq(auditEntries.target, flagKey),
    sql`${auditEntries.action} LIKE 'configuration.%'`,
    isNotNull(auditEntries.after),
  )
}
