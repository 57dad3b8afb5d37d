import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { settingsSchema } from '../../shared/contracts/ruleset.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { Environment } from './environment-repository.ts'

export const environmentViewSchema = z
  .strictObject({
    id: z.string(),
    key: z.string(),
    name: z.string(),
    protected: z.boolean(),
    requiredApprovals: z.int(),
    settings: settingsSchema,
    createdAt: timeSchema,
  })
  .register(z.globalRegistry, { id: 'Environment' })

/** An environment as people see it. */
export function environmentView(environment: Environment): z.infer<typeof environmentViewSchema> {
  return {
    id: environment.id,
    key: environment.key,
    name: environment.name,
    protected: environment.protected,
    requiredApprovals: environment.requiredApprovals,
    settings: environment.settings,
    createdAt: timeOf(environment.createdAtMs),
  }
}

/**
 * Names the state of what can be changed here. The ruleset's version would not do: it grows with every flag, and two
 * people who edit different things are not in each other's way.
 */
export function environmentETag({ name, protected: isProtected, requiredApprovals, settings }: Environment): string {
  return createHash('sha256')
    .update(JSON.stringify([name, isProtected, requiredApprovals, settings]))
    .digest('hex')
    .slice(0, 16)
}
