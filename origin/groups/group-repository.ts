import { and, asc, eq, getTableColumns, gt, inArray } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { environments } from '../db/schema/environments.ts'
import { groups } from '../db/schema/groups.ts'

export type GroupRow = typeof groups.$inferSelect

export interface GroupSearch {
  readonly limit: number
  /** The key behind which to go on. */
  readonly after: string | undefined
}

export function findGroup(database: Queryable, projectId: string, key: string): GroupRow | undefined {
  return database
    .select()
    .from(groups)
    .where(and(eq(groups.projectId, projectId), eq(groups.key, key)))
    .get()
}

/** By key. */
export function listGroups(database: Queryable, projectId: string, { after, limit }: GroupSearch): readonly GroupRow[] {
  return database
    .select()
    .from(groups)
    .where(and(eq(groups.projectId, projectId), after === undefined ? undefined : gt(groups.key, after)))
    .orderBy(asc(groups.key))
    .limit(limit)
    .all()
}

/** All groups of the project that an environment belongs to, by key; or those of them that are named. */
export function listGroupsIn(
  database: Queryable,
  environmentId: string,
  keys?: readonly string[],
): readonly GroupRow[] {
  return database
    .select(getTableColumns(groups))
    .from(groups)
    .innerJoin(environments, eq(environments.projectId, groups.projectId))
    .where(and(eq(environments.id, environmentId), keys === undefined ? undefined : inArray(groups.key, [...keys])))
    .orderBy(asc(groups.key))
    .all()
}

/** How many segments the groups of a project are in every ruleset, without one of them. */
export function countSlots(database: Queryable, projectId: string, exceptKey?: string): number {
  return database
    .select({ key: groups.key, slots: groups.slots })
    .from(groups)
    .where(eq(groups.projectId, projectId))
    .all()
    .reduce((sum, { key, slots }) => sum + (key === exceptKey ? 0 : slots.length), 0)
}

export function insertGroup(database: Queryable, group: Omit<GroupRow, 'id'>): GroupRow {
  return database.insert(groups).values(group).returning().get()
}

export function updateGroup(database: Queryable, { id, ...values }: GroupRow): void {
  database.update(groups).set(values).where(eq(groups.id, id)).run()
}

export function removeGroup(database: Queryable, id: number): void {
  database.delete(groups).where(eq(groups.id, id)).run()
}
