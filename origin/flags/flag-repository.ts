import { and, asc, count, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { flags } from '../db/schema.ts'

export type FlagRow = typeof flags.$inferSelect

export interface FlagSearch {
  readonly limit: number
  /** The key behind which to go on. */
  readonly after: string | undefined
  /** A part of the key or the description; letter case of ASCII does not matter. */
  readonly search: string | undefined
}

/** Also a tombstone: a key stays taken when its flag is deleted. */
export function findFlagOrTombstone(database: Queryable, projectId: string, key: string): FlagRow | undefined {
  return database
    .select()
    .from(flags)
    .where(and(eq(flags.projectId, projectId), eq(flags.key, key)))
    .get()
}

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
        search.search === undefined ? undefined : contains(search.search),
      ),
    )
    .orderBy(asc(flags.key))
    .limit(search.limit)
    .all()
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

function contains(part: string) {
  const needle = part.toLowerCase()
  return or(sql`instr(lower(${flags.key}), ${needle})`, sql`instr(lower(${flags.description}), ${needle})`)
}
