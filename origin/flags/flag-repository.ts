import { and, count, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { placeholdersOf, storedForm } from '../db/row-placeholders.ts'
import { flags } from '../db/schema/flags.ts'
import { flagIndexOf } from './flag-index.ts'
import type { FlagSearch } from './flag-search.ts'

export type FlagRow = typeof flags.$inferSelect

/** Those that reach edges: neither deleted nor archived. */
export const isServed = and(isNull(flags.deletedAtMs), isNull(flags.archivedAtMs))

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

/** Flags that live, by key; not to be asked for inside of a transaction. */
export async function listFlags(
  database: Queryable,
  projectId: string,
  search: FlagSearch,
): Promise<readonly FlagRow[]> {
  const index = flagIndexOf(database)
  await index.prepare(projectId)
  return index.find(projectId, search).map(({ row }) => row)
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

export function updateFlag(database: Queryable, flag: FlagRow): void {
  flagUpdate(database).run(storedForm(flags, flag))
}

/** Project and key stay: to name them would write their index anew. */
const flagUpdate = prepareOnce((database) => {
  const { id, projectId: _projectId, key: _key, ...values } = placeholdersOf(flags)
  return database.update(flags).set(values).where(eq(flags.id, id)).prepare()
})
