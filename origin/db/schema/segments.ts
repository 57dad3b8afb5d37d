import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Condition } from '../../../shared/contracts/condition.ts'
import { environments } from './environments.ts'

/** A named set of people; each environment has its own, so that a change in one touches no other. */
export const segments = sqliteTable(
  'segments',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    key: text().notNull(),
    name: text().notNull(),
    description: text(),
    /** The attribute that the ids are values of; `null` for the targeting key. */
    by: text(),
    /** Each id once, in the order of UTF-16 code units. */
    included: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    excluded: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** So that a list need not read the ids. */
    includedCount: integer().notNull(),
    excludedCount: integer().notNull(),
    rules: text({ mode: 'json' }).$type<readonly Condition[]>().notNull(),
    /** As it lies in a ruleset: together they must fit into one. */
    bytes: integer().notNull(),
    /** Grows with every change; its ETag. */
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
  },
  (table) => [uniqueIndex('segments_environment_key').on(table.environmentId, table.key)],
)
