import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RefusalCount } from '../../../shared/contracts/edge-report.ts'
import { environments } from './environments.ts'

/** What each data centre told last of an environment. */
export const edgeLocations = sqliteTable(
  'edge_locations',
  {
    environmentId: text()
      .notNull()
      .references(() => environments.id),
    location: text().notNull(),
    version: integer().notNull(),
    ageMs: integer().notNull(),
    openBreakers: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    refusals: text({ mode: 'json' }).$type<readonly RefusalCount[]>().notNull(),
    /** By this origin's clock, as all times here. */
    reportedAtMs: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.environmentId, table.location] })],
)
