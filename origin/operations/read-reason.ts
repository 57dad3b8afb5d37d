import * as z from 'zod/mini'
import { descriptionSchema } from '../identities/text-input.ts'
import type { Operation } from './operation.ts'
import { parseQuery } from './parse-query.ts'

/** Every change may say why, in the query, since a deletion has no body. */
export const reasonParameter = { reason: z.exactOptional(descriptionSchema) }

const reasonSchema = z.strictObject(reasonParameter)

interface Reasoned {
  readonly reason: string | null
  /** What else is in the query. */
  readonly query: Readonly<Record<string, unknown>>
}

/** Takes `?reason=` out of the query of a change. */
export function readReason({ method }: Operation, query: Readonly<Record<string, unknown>>): Reasoned {
  if (method === 'get' || query['reason'] === undefined) return { reason: null, query }
  const { reason, ...rest } = query
  const read = parseQuery(reasonSchema, { reason })
  return { reason: read.reason ?? null, query: rest }
}
