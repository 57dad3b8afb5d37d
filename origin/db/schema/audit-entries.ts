import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ChangeWay } from '../../changes/author.ts'

/** Who changed what; written in the same transaction as the change, never edited. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    id: integer().primaryKey(),
    atMs: integer().notNull(),
    /** `master`, or the id of the key or person. */
    actor: text().notNull(),
    /** The caller's IP address; `null` for what the origin does by itself. */
    address: text(),
    way: text().$type<ChangeWay>().notNull().default('api'),
    reason: text(),
    /** For example `flag.create` or `configuration.update`. */
    action: text().notNull(),
    projectId: text().notNull(),
    environmentId: text(),
    /** The flag's key, the key's id, the environment's key. */
    target: text().notNull(),
    /** State around the change; secrets never appear in it. */
    before: text({ mode: 'json' }).$type<unknown>(),
    after: text({ mode: 'json' }).$type<unknown>(),
    /** Over this entry and the seal before it: see `createAuditChain`. */
    seal: text().notNull().default(''),
  },
  (table) => [
    index('audit_entries_project').on(table.projectId, table.id),
    index('audit_entries_target').on(table.projectId, table.target, table.id),
  ],
)
