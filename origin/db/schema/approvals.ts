import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { changeRequests } from './change-requests.ts'

/** Who approved a request as it is; an edit takes them all back. */
export const approvals = sqliteTable(
  'approvals',
  {
    requestId: text()
      .notNull()
      .references(() => changeRequests.id),
    actor: text().notNull(),
    atMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.actor] })],
)
