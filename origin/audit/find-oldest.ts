import { min } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { accessKeys } from '../db/schema/access-keys.ts'
import { accounts } from '../db/schema/accounts.ts'
import { flags } from '../db/schema/flags.ts'

/**
 * When the oldest flag, key or account was made, in milliseconds; `undefined` where there is none. Each has an entry of
 * that time; what the first start makes by itself has not, and is passed over.
 */
export function findOldest(database: Queryable): number | undefined {
  const made = [flags, accessKeys, accounts].flatMap((table) => {
    const atMs = database
      .select({ atMs: min(table.createdAtMs) })
      .from(table)
      .get()?.atMs
    return typeof atMs === 'number' ? [atMs] : []
  })
  return made.length === 0 ? undefined : Math.min(...made)
}
