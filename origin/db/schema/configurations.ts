import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Serve } from '../../../shared/contracts/flag.ts'
import type { StoredRule } from '../../targeting/stored-rule.ts'
import { environments } from './environments.ts'
import { flags } from './flags.ts'

/** What one flag does in one environment; there is a row for every pair from the start. */
export const configurations = sqliteTable(
  'configurations',
  {
    /** The integer id that the seed's routes show as the rule's. */
    id: integer().primaryKey({ autoIncrement: true }),
    flagId: integer()
      .notNull()
      .references(() => flags.id),
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    enabled: integer({ mode: 'boolean' }).notNull(),
    offVariant: text(),
    rules: text({ mode: 'json' }).$type<readonly StoredRule[]>().notNull(),
    defaultServe: text({ mode: 'json' }).$type<Serve>().notNull(),
    /** Whether anybody said what the flag does here, since it was made. */
    configured: integer({ mode: 'boolean' }).notNull().default(true),
    /** Grows with every change of this configuration; its ETag. */
    version: integer().notNull().default(1),
    updatedAtMs: integer().notNull(),
  },
  (table) => [
    uniqueIndex('configurations_flag_environment').on(table.flagId, table.environmentId),
    // With all that a publication looks at of a flag that did not change: the rows themselves are wide.
    index('configurations_environment').on(table.environmentId, table.flagId, table.version),
  ],
)
