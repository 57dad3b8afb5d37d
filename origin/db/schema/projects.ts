import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const projects = sqliteTable('projects', {
  id: text().primaryKey(),
  key: text().notNull().unique(),
  name: text().notNull(),
  createdAtMs: integer().notNull(),
})
