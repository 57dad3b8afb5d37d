import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { GroupKind } from '../../groups/group-input.ts'
import type { Slot } from '../../groups/slot.ts'
import { projects } from './projects.ts'

/** An exclusion group or a holdout; the rules of every environment of the project share it. */
export const groups = sqliteTable(
  'groups',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    kind: text().$type<GroupKind>().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    description: text(),
    salt: text().notNull(),
    /** The attribute that is drawn by, for good; `null` for the targeting key. */
    by: text(),
    /** Of a holdout one, of the people who are held out. */
    slots: text({ mode: 'json' }).$type<readonly Slot[]>().notNull(),
    /** Grows with every change; its ETag. */
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('groups_project_key').on(table.projectId, table.key)],
)
