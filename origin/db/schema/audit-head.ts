import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Where the chain of audit entries ends; one row, sealed like the entries. */
export const auditHead = sqliteTable('audit_head', {
  id: integer().primaryKey(),
  lastId: integer().notNull(),
  lastSeal: text().notNull(),
  entries: integer().notNull(),
  seal: text().notNull(),
})
