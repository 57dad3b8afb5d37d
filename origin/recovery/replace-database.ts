import { existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** What SQLite keeps beside a database. */
const BESIDE = ['-wal', '-shm']
/** A database with all that. */
export const DATABASE_PARTS = ['', ...BESIDE]

export interface Replacement {
  /** A whole database that nobody has open. */
  readonly by: string
  /** Where the one before is kept; with a number behind it, where something lies there already. */
  readonly aside: string
}

/**
 * Puts a database in the place of another. Whenever this process dies, one of the two stands there: an origin that
 * found none would begin an empty one.
 * @returns where the one before lies now; `undefined` where there was none
 */
export function replaceDatabase(file: string, replacement: Replacement): string | undefined {
  const { by } = replacement
  const aside = freePath(replacement.aside)
  const isThere = existsSync(file)
  if (isThere) {
    takeInWhatIsAhead(file)
    linkSync(file, aside)
  }
  // Those of the one before would be read as the new one's.
  for (const part of BESIDE) {
    if (isThere && existsSync(file + part)) renameSync(file + part, aside + part)
    else rmSync(file + part, { force: true })
  }
  renameSync(by, file)
  return isThere ? aside : undefined
}

function freePath(path: string): string {
  let free = path
  for (let number = 2; existsSync(free); number++) free = `${path}-${number}`
  return free
}

/** What was written ahead by an origin that was killed; what is damaged is kept as it is. */
function takeInWhatIsAhead(file: string): void {
  try {
    const sqlite = new Sqlite(file)
    try {
      sqlite.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      sqlite.close()
    }
  } catch (cause) {
    if (!(cause instanceof Sqlite.SqliteError)) throw cause
  }
}
