import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { environments } from './environments.ts'

/** When a data centre first answered by a version that replaced another one. */
export const edgeArrivals = sqliteTable(
  'edge_arrivals',
  {
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    version: integer().notNull(),
    location: text().notNull(),
    afterVersion: integer().notNull(),
    servedAtMs: integer().notNull(),
    quietForMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.environmentId, table.version, table.location] })],
)
