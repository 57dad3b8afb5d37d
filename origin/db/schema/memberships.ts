import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Role } from '../../access/role.ts'
import { projects } from './projects.ts'
import { accounts } from './accounts.ts'

/** What a person may do in a project. */
export const memberships = sqliteTable(
  'memberships',
  {
    accountId: text()
      .notNull()
      .references(() => accounts.id),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    role: text().$type<Role>().notNull(),
    createdAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.projectId] }),
    index('memberships_project').on(table.projectId),
  ],
)
