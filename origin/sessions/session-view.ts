import * as z from 'zod/mini'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { SessionRow } from './session-repository.ts'

export const sessionViewSchema = z
  .strictObject({
    id: z.string(),
    address: z.nullable(z.string()),
    userAgent: z.nullable(z.string()),
    createdAt: timeSchema,
    lastSeenAt: timeSchema,
    /** Whether it is the one that asks. */
    isCurrent: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Session' })

export function sessionView(row: SessionRow, currentId: string): z.infer<typeof sessionViewSchema> {
  return {
    id: row.id,
    address: row.address,
    userAgent: row.userAgent,
    createdAt: timeOf(row.createdAtMs),
    lastSeenAt: timeOf(row.lastSeenAtMs),
    isCurrent: row.id === currentId,
  }
}
