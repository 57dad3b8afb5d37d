import type * as z from 'zod/mini'
import { parseWith } from '../../shared/contracts/parse-with.ts'
import { refusedQuery } from '../http/query.ts'

/**
 * Reads a query string by a schema; an operation without one takes no parameter. Anything else (another name, a
 * repetition where one is expected) is refused, so that a misspelt filter never means "no filter".
 */
export function parseQuery<T>(
  schema: z.ZodMiniType<T> | undefined,
  query: unknown,
): T | Readonly<Record<string, never>> {
  if (schema === undefined) return refuseAll(query)
  const result = parseWith(schema, query)
  if (result.ok) return result.value
  throw refusedQuery(result.problems)
}

function refuseAll(query: unknown): Readonly<Record<string, never>> {
  const names = Object.keys(query ?? {})
  if (names.length === 0) return {}
  throw refusedQuery(names.map((name) => ({ path: [name], message: 'unknown parameter' })))
}
