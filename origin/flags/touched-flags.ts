import { sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'

/** Flags that were written, or configured somewhere, since somebody last took note of it. */
export interface TouchedFlags {
  /** @returns ids of them, at most so many, and forgets these */
  readonly take: (limit: number) => readonly number[]
}

/**
 * Lets the database itself note them, whoever writes: a temporary table and temporary triggers belong to this one
 * connection, through which everything is written, and end with it.
 */
export function watchFlags(database: Queryable): TouchedFlags {
  for (const statement of WATCH) database.run(sql.raw(statement))
  return {
    take: (limit) => {
      const ids = touched(database)
        .all({ limit })
        .map(({ id }) => id)
      const last = ids.at(-1)
      if (last !== undefined) database.run(sql`DELETE FROM touched_flags WHERE id <= ${last}`)
      return ids
    },
  }
}

const WATCH = [
  'CREATE TEMP TABLE touched_flags (id INTEGER PRIMARY KEY)',
  trigger('flag_made', 'INSERT ON main.flags', 'NEW.id'),
  trigger('flag_changed', 'UPDATE ON main.flags', 'NEW.id'),
  trigger('flag_configured', 'UPDATE ON main.configurations', 'NEW.flag_id'),
  trigger('flag_placed', 'INSERT ON main.configurations', 'NEW.flag_id'),
]

function trigger(name: string, event: string, id: string): string {
  return `CREATE TEMP TRIGGER ${name} AFTER ${event} BEGIN INSERT OR IGNORE INTO touched_flags VALUES (${id}); END`
}

const touched = prepareOnce((database) =>
  database
    .select({ id: sql<number>`id` })
    .from(sql`touched_flags`)
    .orderBy(sql`id`)
    .limit(sql.placeholder('limit'))
    .prepare(),
)
