import * as z from 'zod/mini'
import { type Instant, parseInstant } from '../values/instant.ts'

/** A point in time in a rule. A date without a time is allowed: it is midnight UTC. */
export const instantSchema: z.ZodMiniType<Instant> = z.custom<Instant>(
  (value) => parseInstant(value) !== undefined,
  'expected ISO 8601 with Z or an offset (2026-11-24T00:00:00Z), or epoch milliseconds',
)
