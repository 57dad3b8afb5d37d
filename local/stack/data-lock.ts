import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'

/** A data directory that another stack works in, said in one sentence. */
export class DirectoryTaken extends Error {}

/**
 * Makes this process the only stack on a data directory, before anything in it is read. The lock is the operating
 * system's, by way of an SQLite transaction that is never committed: it ends with the process, however that ends, and
 * no file has to be judged stale.
 * @returns releases it
 * @throws DirectoryTaken
 */
export function lockDataDirectory(dataDirectory: string): () => void {
  mkdirSync(dataDirectory, { recursive: true })
  const lock = new Sqlite(join(dataDirectory, 'lock.sqlite'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new DirectoryTaken(
      `${dataDirectory} is in use by another "npm run dev": stop that one, or choose another directory with TOGGLEMASTER_DATA_DIR.`,
    )
  }
  return () => void lock.close()
}
