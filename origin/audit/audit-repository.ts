import { and, desc, eq, lt } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { auditEntries, environments } from '../db/schema.ts'

export type AuditRow = typeof auditEntries.$inferInsert

export interface AuditListRow {
  readonly entry: typeof auditEntries.$inferSelect
  /** `null` for what concerns the whole project. */
  readonly environmentKey: string | null
}

export function insertAuditEntry(database: Queryable, row: AuditRow): void {
  database.insert(auditEntries).values(row).run()
}

/** Newest first, with the environment's key beside its id. */
export function listAuditEntries(
  database: Queryable,
  projectId: string,
  page: { readonly limit: number; readonly beforeId: number | undefined },
): readonly AuditListRow[] {
  const { limit, beforeId } = page
  return database
    .select({ entry: auditEntries, environmentKey: environments.key })
    .from(auditEntries)
    .leftJoin(environments, eq(environments.id, auditEntries.environmentId))
    .where(
      and(eq(auditEntries.projectId, projectId), beforeId === undefined ? undefined : lt(auditEntries.id, beforeId)),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit)
    .all()
}
