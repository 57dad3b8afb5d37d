import Sqlite from 'better-sqlite3'
import type { Queryable } from './open-database.ts'

/** One connection has one session, which its transactions share. drizzle has it at run time and hides it from the types. */
export function sessionOf(database: Queryable): object {
  const session: unknown = Reflect.get(database, 'session')
  if (typeof session === 'object' && session !== null) return session
  throw new Error('drizzle keeps its session elsewhere')
}

/** The connection itself, inside of a transaction too. */
export function connectionOf(database: Queryable): Sqlite.Database {
  const client: unknown = Reflect.get(sessionOf(database), 'client')
  if (client instanceof Sqlite) return client
  throw new Error('drizzle keeps its connection elsewhere')
}
