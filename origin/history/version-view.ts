import * as z from 'zod/mini'
import { CHANGE_WAYS } from '../changes/author.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { VersionRow } from './version-repository.ts'

/** A version in a list: who made it, when, from where and why. */
export const versionViewSchema = z
  .strictObject({
    version: z.int(),
    at: timeSchema,
    actor: z.string(),
    address: z.nullable(z.string()),
    way: z.enum(CHANGE_WAYS),
    action: z.string(),
    reason: z.nullable(z.string()),
    enabled: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'Version' })

export function versionView({ after, atMs, actor, address, way, action, reason }: VersionRow) {
  const { version, enabled } = readState(after)
  return { version, at: timeOf(atMs), actor, address, way, action, reason, enabled }
}

const stateSchema = z.object({ version: z.int(), enabled: z.boolean() })

/** What an entry of ours holds. */
function readState(after: unknown): z.infer<typeof stateSchema> {
  return stateSchema.parse(after)
}
