import * as z from 'zod/mini'
import { CHANGE_WAYS } from '../changes/author.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { AuditListRow } from './audit-repository.ts'

export const auditViewSchema = z
  .strictObject({
    id: z.int(),
    at: timeSchema,
    actor: z.string(),
    address: z.nullable(z.string()),
    way: z.enum(CHANGE_WAYS),
    reason: z.nullable(z.string()),
    action: z.string(),
    environment: z.nullable(z.string()),
    target: z.string(),
    before: z.unknown(),
    after: z.unknown(),
  })
  .register(z.globalRegistry, { id: 'AuditEntry' })

export function auditView({ entry, environmentKey }: AuditListRow): z.infer<typeof auditViewSchema> {
  return {
    id: entry.id,
    at: timeOf(entry.atMs),
    actor: entry.actor,
    address: entry.address,
    way: entry.way,
    reason: entry.reason,
    action: entry.action,
    environment: environmentKey,
    target: entry.target,
    before: entry.before,
    after: entry.after,
  }
}
