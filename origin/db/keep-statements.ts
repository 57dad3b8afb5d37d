import type Sqlite from 'better-sqlite3'

/** More than the origin has texts of SQL; what is built by chance must not grow without end. */
const MOST_KEPT = 500

/**
 * Lets a connection keep what it prepared, by its text: preparing costs more than most of our queries. A statement is
 * handed out as it would be new; whoever takes its rows as arrays says so each time, as drizzle does.
 */
export function keepStatements(sqlite: Sqlite.Database): void {
  const kept = new Map<string, Sqlite.Statement>()
  const prepare = sqlite.prepare.bind(sqlite)
  const prepareOnce = (text: string): Sqlite.Statement => {
    const known = kept.get(text)
    if (known !== undefined) return known.reader ? known.raw(false) : known
    const statement = prepare(text)
    if (kept.size === MOST_KEPT) kept.clear()
    kept.set(text, statement)
    return statement
  }
  Object.defineProperty(sqlite, 'prepare', { value: prepareOnce })
}
