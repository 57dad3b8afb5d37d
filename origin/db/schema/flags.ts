import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FlagType, SchemeName, Variant } from '../../../shared/contracts/flag.ts'
import type { FlagLifetime } from '../../flags/flag-lifetime.ts'
import { projects } from './projects.ts'

export const flags = sqliteTable(
  'flags',
  {
    /** The integer id that the seed's routes show. */
    id: integer().primaryKey({ autoIncrement: true }),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    key: text().notNull(),
    type: text().$type<FlagType>().notNull(),
    variants: text({ mode: 'json' }).$type<readonly Variant[]>().notNull(),
    description: text(),
    clientVisible: integer({ mode: 'boolean' }).notNull(),
    scheme: text().$type<SchemeName>().notNull(),
    /** Survives deletion: a flag made again under its key moves nobody. */
    salt: text().notNull(),
    /** Who answers for it: a person, a team. */
    owner: text(),
    tags: text({ mode: 'json' }).$type<readonly string[]>().notNull().default([]),
    lifetime: text().$type<FlagLifetime>().notNull().default('temporary'),
    /** When a temporary flag should be gone. */
    expectedEndAtMs: integer(),
    /** Grows with every change of the flag itself; its ETag. */
    version: integer().notNull().default(1),
    createdAtMs: integer().notNull(),
    updatedAtMs: integer().notNull(),
    /** Reaches no edge, and comes back as it was. */
    archivedAtMs: integer(),
    /** A tombstone: the key stays taken. */
    deletedAtMs: integer(),
  },
  (table) => [uniqueIndex('flags_project_key').on(table.projectId, table.key)],
)
