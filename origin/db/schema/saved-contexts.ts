import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { EvaluationContext } from '../../../shared/contracts/evaluation.ts'
import { projects } from './projects.ts'

/** People whom everybody knows by name: their contexts are tried out when a flag is explained or a change is weighed. */
export const savedContexts = sqliteTable(
  'saved_contexts',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    name: text().notNull(),
    context: text({ mode: 'json' }).$type<EvaluationContext>().notNull(),
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('saved_contexts_project_name').on(table.projectId, table.name)],
)
