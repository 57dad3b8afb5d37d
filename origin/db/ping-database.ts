import { sql } from 'drizzle-orm'
import type { Database } from './open-database.ts'
import { projects } from './schema/projects.ts'

/** A real query over a real table; throws when the database does not answer. */
export function pingDatabase(database: Database): void {
  database
    .select({ one: sql<number>`1` })
    .from(projects)
    .limit(1)
    .all()
}
