import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { RulesetSettings } from '../../../shared/contracts/ruleset.ts'
import { projects } from './projects.ts'

export const environments = sqliteTable(
  'environments',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    key: text().notNull(),
    name: text().notNull(),
    /** In a protected environment the seed's routes may not change anything. */
    protected: integer({ mode: 'boolean' }).notNull().default(false),
    /** How many other people must approve a change of a protected environment. */
    requiredApprovals: integer().notNull().default(1),
    settings: text({ mode: 'json' }).$type<RulesetSettings>().notNull(),
    /** Of the ruleset; grows with every change that edges must learn of. */
    version: integer().notNull().default(1),
    /** Of the access table; grows with every change of a key. */
    accessVersion: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('environments_project_key').on(table.projectId, table.key)],
)
