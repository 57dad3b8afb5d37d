import { and, asc, count, eq } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { savedContexts } from '../db/schema/saved-contexts.ts'

export type SavedContext = typeof savedContexts.$inferSelect

/** By name. */
export function listSavedContexts(database: Queryable, projectId: string): readonly SavedContext[] {
  return database
    .select()
    .from(savedContexts)
    .where(eq(savedContexts.projectId, projectId))
    .orderBy(asc(savedContexts.name))
    .all()
}

export function findSavedContext(database: Queryable, projectId: string, id: string): SavedContext | undefined {
  return database
    .select()
    .from(savedContexts)
    .where(and(eq(savedContexts.projectId, projectId), eq(savedContexts.id, id)))
    .get()
}

export function isNameTaken(database: Queryable, projectId: string, name: string): boolean {
  const place = and(eq(savedContexts.projectId, projectId), eq(savedContexts.name, name))
  return database.select({ id: savedContexts.id }).from(savedContexts).where(place).get() !== undefined
}

export function countSavedContexts(database: Queryable, projectId: string): number {
  const row = database
    .select({ contexts: count() })
    .from(savedContexts)
    .where(eq(savedContexts.projectId, projectId))
    .get()
  return row?.contexts ?? 0
}

export function insertSavedContext(database: Queryable, row: SavedContext): void {
  database.insert(savedContexts).values(row).run()
}

export function updateSavedContext(database: Queryable, { id, ...values }: SavedContext): void {
  database.update(savedContexts).set(values).where(eq(savedContexts.id, id)).run()
}

export function deleteSavedContextRow(database: Queryable, id: string): void {
  database.delete(savedContexts).where(eq(savedContexts.id, id)).run()
}
