import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Role } from '../../access/role.ts'
import { projects } from './projects.ts'

/** A link by which one person may join, once. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    /** Of the token in the link, which is stored nowhere. */
    sha256: text().notNull().unique(),
    /** `null` for who is to run the whole installation. */
    projectId: text().references(() => projects.id),
    role: text().$type<Role>().notNull(),
    createdBy: text().notNull(),
    createdAtMs: integer().notNull(),
    expiresAtMs: integer().notNull(),
    acceptedAtMs: integer(),
    revokedAtMs: integer(),
  },
  (table) => [index('invitations_project').on(table.projectId)],
)
