import Sqlite from 'better-sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { MIGRATIONS } from '../db/open-database.ts'

/** A database that is whole, and of something else, of nothing, or of a newer release. */
export class ForeignCopy extends Error {}

/**
 * An empty file is a database that is intact: it would be brought to this release's form and put in the place of all
 * that there is.
 * @throws ForeignCopy
 */
export function requireOrigins(file: string): void {
  const steps = readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ folderMillis }) => folderMillis)
  const taken = readStepsTaken(file)
  const [first, last] = [Math.min(...steps), Math.max(...steps)]
  if (!taken.includes(first)) throw new ForeignCopy(`${file} is not the database of an origin`)
  if (Math.max(...taken) > last) throw new ForeignCopy(`${file} was written by a newer release than this one`)
}

function readStepsTaken(file: string): readonly number[] {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    const table = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'")
    if (table.get() === undefined) return []
    const rows = sqlite.prepare<[], { at: number }>('SELECT created_at AS at FROM __drizzle_migrations')
    return rows.all().map(({ at }) => at)
  } finally {
    sqlite.close()
  }
}
