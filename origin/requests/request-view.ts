import * as z from 'zod/mini'
import { timeOf, timeOrNull, timeSchema } from '../http/time-schema.ts'
import { REQUEST_STATES, type RequestedChange } from './requested-change.ts'
import type { PlacedRequest } from './request-repository.ts'

export const summaryMembers = {
  id: z.string(),
  flag: z.string(),
  state: z.enum(REQUEST_STATES),
  author: z.string(),
  reason: z.nullable(z.string()),
  /** The version of the configuration that was looked at. */
  baseVersion: z.int(),
  change: z.custom<RequestedChange>(),
  applyAt: z.nullable(timeSchema),
  outcome: z.nullable(z.string()),
  version: z.int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
}

export const requestSummarySchema = z.strictObject(summaryMembers).register(z.globalRegistry, { id: 'ChangeRequest' })

export function requestSummary({ request, flag }: PlacedRequest): z.infer<typeof requestSummarySchema> {
  const { id, state, author, reason, baseVersion, change, outcome, version } = request
  return {
    id,
    flag: flag.key,
    state,
    author,
    reason,
    baseVersion,
    change,
    outcome,
    version,
    applyAt: timeOrNull(request.applyAtMs),
    createdAt: timeOf(request.createdAtMs),
    updatedAt: timeOf(request.updatedAtMs),
  }
}
