import type Sqlite from 'better-sqlite3'
import type { Queryable } from './open-database.ts'
import { connectionOf, sessionOf } from './session-of.ts'

/** So many answers are remembered of one read. */
const MOST_REMEMBERED = 200

interface Remembered<Row> {
  readonly sqlite: Sqlite.Database
  readonly countWritten: Sqlite.Statement<[], number>
  /** What had been written when the rows were read. */
  written: number | undefined
  readonly rows: Map<string, Row>
}

/**
 * Lets what nearly every request reads come from memory until anything at all is written: one connection writes a
 * database, and SQLite counts the rows that it ever wrote. Inside of a transaction, which may yet be taken back, the
 * database is read.
 */
export function rememberReads<Keys extends readonly string[], Row>(
  read: (database: Queryable, ...keys: Keys) => Row,
): (database: Queryable, ...keys: Keys) => Row {
  const connections = new WeakMap<object, Remembered<Row>>()
  const rememberedBy = (database: Queryable): Remembered<Row> => {
    const session = sessionOf(database)
    const known = connections.get(session)
    if (known !== undefined) return known
    const remembered = nothingYet<Row>(connectionOf(database))
    connections.set(session, remembered)
    return remembered
  }
  return (database, ...keys) => {
    const remembered = rememberedBy(database)
    if (remembered.sqlite.inTransaction) return read(database, ...keys)
    forgetWhatMayBeOld(remembered)
    const { rows } = remembered
    const name = JSON.stringify(keys)
    const known = rows.get(name)
    if (known !== undefined) return known
    const row = read(database, ...keys)
    if (rows.size >= MOST_REMEMBERED) rows.clear()
    rows.set(name, row)
    return row
  }
}

function nothingYet<Row>(sqlite: Sqlite.Database): Remembered<Row> {
  const countWritten = sqlite.prepare<[], number>('SELECT total_changes()').pluck()
  return { sqlite, countWritten, written: undefined, rows: new Map() }
}

function forgetWhatMayBeOld(remembered: Remembered<unknown>): void {
  const written = remembered.countWritten.get()
  if (written === remembered.written) return
  remembered.written = written
  remembered.rows.clear()
}
