import Sqlite from 'better-sqlite3'

/** Another origin writes this database. */
export class DatabaseTaken extends Error {}

const IN_MEMORY = ':memory:'

/**
 * Makes this process the only origin of a database file, by an exclusive transaction on an empty database beside it
 * (`<file>.lock`). The operating system releases it when the process ends, however it ends; readers and backups of the
 * database itself are not in its way.
 * @returns releases it
 * @throws DatabaseTaken
 */
export function lockDatabase(file: string): () => void {
  if (file === IN_MEMORY) return () => undefined
  const lock = new Sqlite(`${file}.lock`, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    if (!isBusy(cause)) throw cause
    throw new DatabaseTaken(`another origin writes ${file}: one origin writes a database`, { cause })
  }
  return () => lock.close()
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Sqlite.SqliteError && cause.code === 'SQLITE_BUSY'
}
