import { and, asc, count, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { FlagType } from '../../shared/contracts/flag.ts'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { configurations, flags } from '../db/schema.ts'
import type { FlagLifetime } from './flag-lifetime.ts'
import type { FlagState } from './flag-state.ts'

export type FlagRow = typeof flags.$inferSelect

/** Those that reach edges: neither deleted nor archived. */
export const isServed = and(isNull(flags.deletedAtMs), isNull(flags.archivedAtMs))

export interface FlagSearch {
  readonly limit: number
  /** The key behind which to go on. */
  readonly after: string | undefined
  /** A part of the key or the description; letter case of ASCII does not matter. */
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

/** Also a tombstone: a key stays taken when its flag is deleted. */
export function findFlagOrTombstone(database: Queryable, projectId: string, key: string): FlagRow | undefined {
  return flagByKey(database).get({ projectId, key })
}

const flagByKey = prepareOnce((database) =>
  database
    .select()
    .from(flags)
    .where(and(eq(flags.projectId, sql.placeholder('projectId')), eq(flags.key, sql.placeholder('key'))))
    .prepare(),
)

/** Flags that live, by key. */
export function listFlags(database: Queryable, projectId: string, search: FlagSearch): readonly FlagRow[] {
  return database
    .select()
    .from(flags)
    .where(
      and(
        eq(flags.projectId, projectId),
        isNull(flags.deletedAtMs),
        search.after === undefined ? undefined : gt(flags.key, search.after),
        // In the order of what they cost: SQLite goes on to the next only where one holds.
        ...filtersOf(search),
        search.search === undefined ? undefined : contains(search.search),
      ),
    )
    .orderBy(asc(flags.key))
    .limit(search.limit)
    .all()
}

/** Keys of all flags that live, archived ones too. */
export function existingFlagKeys(database: Queryable, projectId: string): ReadonlySet<string> {
  const rows = database
    .select({ key: flags.key })
    .from(flags)
    .where(and(eq(flags.projectId, projectId), isNull(flags.deletedAtMs)))
    .all()
  return new Set(rows.map(({ key }) => key))
}

export function countFlags(database: Queryable, projectId: string): number {
  const row = database
    .select({ flags: count() })
    .from(flags)
    .where(and(eq(flags.projectId, projectId), isNull(flags.deletedAtMs)))
    .get()
  return row?.flags ?? 0
}

export function insertFlag(database: Queryable, flag: Omit<FlagRow, 'id'>): FlagRow {
  return database.insert(flags).values(flag).returning().get()
}

export function updateFlag(database: Queryable, { id, ...values }: FlagRow): void {
  database.update(flags).set(values).where(eq(flags.id, id)).run()
}

function filtersOf({ tag, owner, type, lifetime, state = 'live', inEnvironment }: FlagSearch) {
  return [
    owner === undefined ? undefined : eq(flags.owner, owner),
    type === undefined ? undefined : eq(flags.type, type),
    lifetime === undefined ? undefined : eq(flags.lifetime, lifetime),
    state === 'all' ? undefined : (state === 'live' ? isNull : isNotNull)(flags.archivedAtMs),
    inEnvironment === undefined ? undefined : isSwitched(inEnvironment),
    tag === undefined ? undefined : sql`EXISTS (SELECT 1 FROM json_each(${flags.tags}) WHERE value = ${tag})`,
  ]
}

function isSwitched({ environmentId, enabled }: { readonly environmentId: string; readonly enabled: boolean }) {
  return sql`EXISTS (SELECT 1 FROM ${configurations} WHERE ${configurations.flagId} = ${flags.id} AND ${configurations.environmentId} = ${environmentId} AND ${configurations.enabled} = ${enabled ? 1 : 0})`
}

function contains(part: string) {
  const needle = part.toLowerCase()
  return or(sql`instr(lower(${flags.key}), ${needle})`, sql`instr(lower(${flags.description}), ${needle})`)
}
