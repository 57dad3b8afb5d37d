import type { Queryable } from './open-database.ts'
import { sessionOf } from './session-of.ts'

/**
 * Lets a query that many requests make be built once for each connection, with placeholders for what differs. One
 * connection has one session, which its transactions share: what was prepared outside of one runs inside of it.
 */
export function prepareOnce<Query>(build: (database: Queryable) => Query): (database: Queryable) => Query {
  const queries = new WeakMap<object, Query>()
  return (database) => {
    const session = sessionOf(database)
    const known = queries.get(session)
    if (known !== undefined) return known
    const query = build(database)
    queries.set(session, query)
    return query
  }
}
