import { and, asc, count, desc, eq, getTableColumns, gt, inArray, ne, or, sql, sum } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { environments } from '../db/schema/environments.ts'
import { segments } from '../db/schema/segments.ts'

export type SegmentRow = typeof segments.$inferSelect

/** All of a segment but its ids, of which there may be 200 000. */
export type SegmentHead = Omit<SegmentRow, 'included' | 'excluded'>

export interface SegmentSearch {
  readonly limit: number
  /** The key behind which to go on. */
  readonly after: string | undefined
  /** A part of the key, the name or the description; letter case of ASCII does not matter. */
  readonly search: string | undefined
}

const { included: _included, excluded: _excluded, ...headColumns } = getTableColumns(segments)
/** Well below the number of variables that SQLite takes in one statement. */
const KEYS_PER_QUERY = 500

export function findSegment(database: Queryable, environmentId: string, key: string): SegmentRow | undefined {
  return database
    .select()
    .from(segments)
    .where(named(environmentId, [key]))
    .get()
}

export function findSegmentHead(database: Queryable, environmentId: string, key: string): SegmentHead | undefined {
  return database
    .select(headColumns)
    .from(segments)
    .where(named(environmentId, [key]))
    .get()
}

export function findSegments(
  database: Queryable,
  environmentId: string,
  keys: readonly string[],
): readonly SegmentRow[] {
  return inSlices(keys, (some) => database.select().from(segments).where(named(environmentId, some)).all())
}

/** The same with empty lists. */
export function findSegmentsWithoutIds(
  database: Queryable,
  environmentId: string,
  keys: readonly string[],
): readonly SegmentRow[] {
  return inSlices(keys, (some) =>
    database.select(headColumns).from(segments).where(named(environmentId, some)).all(),
  ).map(withoutIds)
}

/** Segments by key. */
export function listSegments(
  database: Queryable,
  environmentId: string,
  { after, search, limit }: SegmentSearch,
): readonly SegmentHead[] {
  return database
    .select(headColumns)
    .from(segments)
    .where(
      and(
        eq(segments.environmentId, environmentId),
        after === undefined ? undefined : gt(segments.key, after),
        search === undefined ? undefined : contains(search),
      ),
    )
    .orderBy(asc(segments.key))
    .limit(limit)
    .all()
}

/** All segments of an environment that refer to segments, with empty lists, by key. */
export function listReferringSegments(database: Queryable, environmentId: string): readonly SegmentRow[] {
  // As `needs-repository.ts` looks at the rules of flags: always the property of an object.
  const refers = sql`instr(${segments.rules}, '"segment":') > 0`
  return database
    .select(headColumns)
    .from(segments)
    .where(and(eq(segments.environmentId, environmentId), refers))
    .orderBy(asc(segments.key))
    .all()
    .map(withoutIds)
}

/** How many segments an environment has, and their bytes, without one. */
export function measureOthers(
  database: Queryable,
  environmentId: string,
  key: string,
): { readonly segments: number; readonly bytes: number } {
  const row = database
    .select({ segments: count(), bytes: sum(segments.bytes).mapWith(Number) })
    .from(segments)
    .where(and(eq(segments.environmentId, environmentId), ne(segments.key, key)))
    .get()
  return { segments: row?.segments ?? 0, bytes: row?.bytes ?? 0 }
}

/** A segment that some environment of a project has under one of these keys. */
export function findAnywhere(
  database: Queryable,
  projectId: string,
  keys: readonly string[],
): { readonly key: string; readonly environmentKey: string } | undefined {
  return database
    .select({ key: segments.key, environmentKey: environments.key })
    .from(segments)
    .innerJoin(environments, eq(environments.id, segments.environmentId))
    .where(and(eq(environments.projectId, projectId), inArray(segments.key, [...keys])))
    .get()
}

/** How many segments the environment of a project has that has the most. */
export function countMostSegments(database: Queryable, projectId: string): number {
  const row = database
    .select({ segments: count() })
    .from(segments)
    .innerJoin(environments, eq(environments.id, segments.environmentId))
    .where(eq(environments.projectId, projectId))
    .groupBy(segments.environmentId)
    .orderBy(desc(count()))
    .limit(1)
    .get()
  return row?.segments ?? 0
}

export function insertSegment(database: Queryable, segment: Omit<SegmentRow, 'id'>): SegmentRow {
  return database.insert(segments).values(segment).returning().get()
}

export function updateSegment(database: Queryable, { id, ...values }: SegmentRow): void {
  database.update(segments).set(values).where(eq(segments.id, id)).run()
}

export function removeSegment(database: Queryable, id: number): void {
  database.delete(segments).where(eq(segments.id, id)).run()
}

function named(environmentId: string, keys: readonly string[]) {
  return and(eq(segments.environmentId, environmentId), inArray(segments.key, [...keys]))
}

function inSlices<Row>(keys: readonly string[], find: (some: readonly string[]) => readonly Row[]): readonly Row[] {
  const found: Row[] = []
  for (let i = 0; i < keys.length; i += KEYS_PER_QUERY) found.push(...find(keys.slice(i, i + KEYS_PER_QUERY)))
  return found
}

function withoutIds(head: SegmentHead): SegmentRow {
  return { ...head, included: [], excluded: [] }
}

function contains(part: string) {
  const needle = part.toLowerCase()
  return or(
    sql`instr(lower(${segments.key}), ${needle})`,
    sql`instr(lower(${segments.name}), ${needle})`,
    sql`instr(lower(${segments.description}), ${needle})`,
  )
}
