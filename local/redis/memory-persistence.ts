import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { MemoryKeyspace, MemoryValue } from './memory-keyspace.ts'

const SAVE_AFTER_MS = 200

export interface MemoryPersistence {
  /** Saves soon if anything was written since the last time; many calls in a row cost one write. */
  saveSoon(): void
  /** Saves at once, for the last time. */
  close(): void
}

interface SavedEntry {
  readonly value: MemoryValue
  readonly expiresAtMs?: number
}

/** Loads a keyspace from its JSON file, and keeps the file after it. The file is replaced whole, never half. */
export function persistKeyspace(keyspace: MemoryKeyspace, file: string): MemoryPersistence {
  for (const [key, entry] of Object.entries(readSaved(file))) keyspace.set(key, entry.value, entry.expiresAtMs)
  let savedChanges = keyspace.changes
  const save = (): void => {
    savedChanges = keyspace.changes
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(keyspace.entries().map(toSaved))))
    renameSync(`${file}.new`, file)
  }
  let timer: NodeJS.Timeout | undefined
  return {
    saveSoon: () => {
      if (keyspace.changes === savedChanges) return
      timer ??= setTimeout(() => {
        timer = undefined
        save()
      }, SAVE_AFTER_MS)
    },
    close: () => {
      clearTimeout(timer)
      save()
    },
  }
}

function toSaved([key, { sequence: _sequence, ...saved }]: ReturnType<MemoryKeyspace['entries']>[number]): [
  string,
  SavedEntry,
] {
  return [key, saved]
}

function readSaved(file: string): Readonly<Record<string, SavedEntry>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, SavedEntry>
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw cause
  }
}
