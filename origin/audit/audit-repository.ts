import { and, desc, eq, isNull, like, lt } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { auditEntries, environments } from '../db/schema.ts'
import type { LastChange } from '../errors/origin-error.ts'

export type AuditRow = typeof auditEntries.$inferInsert

export interface AuditListRow {
  readonly entry: typeof auditEntries.$inferSelect
  /** `null` for what concerns the whole project. */
  readonly environmentKey: string | null
}

/** Who changed this last; `environmentId` is `null` for what belongs to the whole project. */
export interface AuditedTarget {
  readonly projectId: string
  readonly environmentId: string | null
  readonly target: string
  /** The kind of thing, as actions begin: `flag`, `configuration`. */
  readonly kind: string
}

export function findLastChange(database: Queryable, audited: AuditedTarget): LastChange | undefined {
  return database
    .select({ actor: auditEntries.actor, atMs: auditEntries.atMs })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.projectId, audited.projectId),
        audited.environmentId === null
          ? isNull(auditEntries.environmentId)
          : eq(auditEntries.environmentId, audited.environmentId),
        eq(auditEntries.target, audited.target),
        like(auditEntries.action, `${audited.kind}.%`),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1)
    .get()
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
