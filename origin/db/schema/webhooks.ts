import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { projects } from './projects.ts'

/** Who is told over HTTP what was changed in a project. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    url: text().notNull(),
    /** Signs what is sent, and so cannot be a hash; shown once. */
    secret: text().notNull(),
    /** Actions of the history, such as `flag.create`; `flag.*` for all of a kind, `*` for everything. */
    events: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    enabled: integer({ mode: 'boolean' }).notNull(),
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [index('webhooks_project').on(table.projectId)],
)
