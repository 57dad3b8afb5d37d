import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseTaken, lockDatabase } from '../../origin/db/lock-database.ts'

/** A data directory that another stack works in, said in one sentence. */
export class DirectoryTaken extends Error {}

/**
 * Makes this process the only stack on a data directory (`stack.lock`), before anything in it is read, as an origin
 * makes itself the only one of its database: the lock ends with the process, however that ends, and no file has to be
 * judged stale.
 * @returns releases it
 * @throws DirectoryTaken
 */
export function lockDataDirectory(dataDirectory: string): () => void {
  mkdirSync(dataDirectory, { recursive: true })
  try {
    return lockDatabase(join(dataDirectory, 'stack'))
  } catch (cause) {
    if (!(cause instanceof DatabaseTaken)) throw cause
    throw new DirectoryTaken(
      `${dataDirectory} is in use by another "npm run dev": stop that one, or choose another directory with TOGGLEMASTER_DATA_DIR.`,
      { cause },
    )
  }
}
