import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { environments } from './environments.ts'

/** A version that edges must learn of; `publishedAtMs` says when Redis had it. */
export const outbox = sqliteTable(
  'outbox',
  {
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    kind: text().$type<'ruleset' | 'access'>().notNull(),
    version: integer().notNull(),
    committedAtMs: integer().notNull(),
    publishedAtMs: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.environmentId, table.kind, table.version] }),
    index('outbox_unpublished')
      .on(table.environmentId)
      .where(sql`${table.publishedAtMs} IS NULL`),
  ],
)
