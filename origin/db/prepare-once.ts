import type { Queryable } from './open-database.ts'

/**
 * Lets a query that many requests make be built once for each database, with placeholders for what differs. Inside a
 * transaction, which is another object each time, it is built as any other.
 */
export function prepareOnce<Query>(build: (database: Queryable) => Query): (database: Queryable) => Query {
  const queries = new WeakMap<Queryable, Query>()
  return (database) => {
    const known = queries.get(database)
    if (known !== undefined) return known
    const query = build(database)
    queries.set(database, query)
    return query
  }
}
