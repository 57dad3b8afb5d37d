import { type SQL, and, asc, count, eq, gt, isNull, sql } from 'drizzle-orm'
import type { FlagType } from '../../shared/contracts/flag.ts'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { placeholdersOf, storedForm } from '../db/row-placeholders.ts'
import { configurations, flags } from '../db/schema.ts'
import type { FlagLifetime } from './flag-lifetime.ts'
import type { FlagState } from './flag-state.ts'

export type FlagRow = typeof flags.$inferSelect

/** Those that reach edges: neither deleted nor archived. */
export const isServed = and(isNull(flags.deletedAtMs), isNull(flags.archivedAtMs))

export const MAX_SEARCH_LENGTH = 256

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
  const { limit, after = '', state = 'live', inEnvironment } = search
  return foundFlags(database).all({
    projectId,
    after,
    limit,
    archived: state === 'all' ? null : Number(state === 'archived'),
    owner: search.owner ?? null,
    type: search.type ?? null,
    lifetime: search.lifetime ?? null,
    environmentId: inEnvironment?.environmentId ?? null,
    enabled: Number(inEnvironment?.enabled ?? false),
    tag: search.tag ?? null,
    search: search.search?.toLowerCase() ?? null,
  })
}

/** What a search may ask for; `null` for what it does not. */
const asked = {
  owner: sql.placeholder('owner'),
  type: sql.placeholder('type'),
  lifetime: sql.placeholder('lifetime'),
  archived: sql.placeholder('archived'),
  environmentId: sql.placeholder('environmentId'),
  enabled: sql.placeholder('enabled'),
  tag: sql.placeholder('tag'),
  search: sql.placeholder('search'),
}

function ifAsked(name: keyof typeof asked, condition: SQL): SQL {
  return sql`(${asked[name]} IS NULL OR ${condition})`
}

const isSwitched = sql`EXISTS (SELECT 1 FROM ${configurations} WHERE ${configurations.flagId} = ${flags.id} AND ${configurations.environmentId} = ${asked.environmentId} AND ${configurations.enabled} = ${asked.enabled})`

const contains = sql`(instr(lower(${flags.key}), ${asked.search}) OR instr(lower(${flags.description}), ${asked.search}))`

/** One query for every search, so that it is built once. No key is smaller than the empty text. */
const foundFlags = prepareOnce((database) =>
  database
    .select()
    .from(flags)
    .where(
      and(
        eq(flags.projectId, sql.placeholder('projectId')),
        isNull(flags.deletedAtMs),
        gt(flags.key, sql.placeholder('after')),
        // In the order of what they cost: SQLite goes on to the next only where one holds.
        ifAsked('owner', sql`${flags.owner} = ${asked.owner}`),
        ifAsked('type', sql`${flags.type} = ${asked.type}`),
        ifAsked('lifetime', sql`${flags.lifetime} = ${asked.lifetime}`),
        ifAsked('archived', sql`(${flags.archivedAtMs} IS NOT NULL) = ${asked.archived}`),
        ifAsked('environmentId', isSwitched),
        ifAsked('tag', sql`EXISTS (SELECT 1 FROM json_each(${flags.tags}) WHERE value = ${asked.tag})`),
        ifAsked('search', contains),
      ),
    )
    .orderBy(asc(flags.key))
    .limit(sql.placeholder('limit'))
    .prepare(),
)

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

export function updateFlag(database: Queryable, flag: FlagRow): void {
  flagUpdate(database).run(storedForm(flags, flag))
}

const flagUpdate = prepareOnce((database) => {
  const { id, ...values } = placeholdersOf(flags)
  return database.update(flags).set(values).where(eq(flags.id, id)).prepare()
})
