import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'
import { keepStatements } from './keep-statements.ts'
import { lockDatabase } from './lock-database.ts'

export type Database = BetterSQLite3Database
/** Inside `database.transaction(…)`. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]
/** Either of them: what repositories take. */
export type Queryable = BaseSQLiteDatabase<'sync', Sqlite.RunResult>

export interface OpenDatabase {
  readonly database: Database
  readonly close: () => void
}

/** The folder of the steps to this release's form. */
export const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url))

/**
 * Opens a database beside the origin that writes it, in the same process or another one. It must have this release's form.
 * @param file  a path
 */
export function openForReading(file: string): OpenDatabase {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true })
  sqlite.pragma('busy_timeout = 2000')
  // What is read here is read once: pages are kept by the operating system, or by the origin that asks for them again.
  sqlite.pragma('cache_size = -2000')
  return { database: drizzle(sqlite, { casing: 'snake_case' }), close: () => void sqlite.close() }
}

/**
 * Opens (or creates) the database and brings it to this release's form. A change that was acknowledged survives a power
 * cut: `synchronous=FULL` makes every commit wait for the disk.
 * @param file  a path, or `:memory:`
 * @throws DatabaseTaken when another origin has it open
 */
export function openDatabase(file: string): OpenDatabase {
  const release = lockDatabase(file)
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('busy_timeout = 2000')
  const database = drizzle(sqlite, { casing: 'snake_case' })
  migrateTables(sqlite, database)
  keepStatements(sqlite)
  const close = (): void => {
    sqlite.close()
    release()
  }
  return { database, close }
}

/**
 * A table that others refer to is rebuilt by dropping the old one, which SQLite lets happen only while it does not hold
 * the references together; inside of the migration's transaction that cannot be said any more.
 */
function migrateTables(sqlite: Sqlite.Database, database: Database): void {
  sqlite.pragma('foreign_keys = OFF')
  migrate(database, { migrationsFolder: MIGRATIONS })
  const broken = sqlite.pragma('foreign_key_check')
  if (Array.isArray(broken) && broken.length > 0) throw new Error('the migration left references that lead nowhere')
  sqlite.pragma('foreign_keys = ON')
}
