import { sql } from 'drizzle-orm'
import type { Queryable } from './open-database.ts'

/** What the database holds, without what waits in its write-ahead log. */
export function readDatabaseBytes(database: Queryable): number {
  const pages = sql`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
  return database.get<{ readonly bytes: number }>(pages).bytes
}
