import { renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** The copy is not what it should be: the disk, or the database itself, is damaged. */
export class DamagedCopy extends Error {}

/** All that is left is copied in one step: the copy is of one moment, however much is written meanwhile. */
const ALL_PAGES = 0x7fff_ffff

/**
 * Copies a database that may be in use to a file, which appears only when it is whole and was found intact.
 * @returns its size in pages
 * @throws DamagedCopy
 */
export async function backUpDatabase(file: string, copy: string): Promise<number> {
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  const source = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    const { totalPages } = await source.backup(unfinished, { progress: () => ALL_PAGES })
    requireIntact(unfinished)
    renameSync(unfinished, copy)
    return totalPages
  } finally {
    source.close()
    rmSync(unfinished, { force: true })
  }
}

/** @throws DamagedCopy */
export function requireIntact(file: string): void {
  const sqlite = new Sqlite(file, { fileMustExist: true })
  try {
    const found: unknown = sqlite.pragma('integrity_check', { simple: true })
    if (found !== 'ok') throw new DamagedCopy(`${file}: ${String(found)}`)
  } catch (cause) {
    if (cause instanceof DamagedCopy) throw cause
    throw new DamagedCopy(`${file} is not a database that can be read`, { cause })
  } finally {
    sqlite.close()
  }
}
