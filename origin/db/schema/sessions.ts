import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { accounts } from './accounts.ts'

/** A browser in which somebody is signed in. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    /** Of the token in the cookie, which is stored nowhere. */
    sha256: text().notNull().unique(),
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    address: text(),
    userAgent: text(),
    createdAtMs: integer().notNull(),
    /** Within a minute. */
    lastSeenAtMs: integer().notNull(),
  },
  (table) => [index('sessions_account').on(table.accountId)],
)
