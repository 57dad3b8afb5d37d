import * as z from 'zod/mini'
import { ruleMembers, serveSchema } from '../../shared/contracts/flag.ts'
import { groupReferenceMembers } from '../groups/group-reference.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { ShownConfiguration } from './configuration-repository.ts'

/** A rule as people see it: one that is switched off stays where it stands. */
const shownRuleSchema = z

  .strictObject({ ...ruleMembers, ...groupReferenceMembers, enabled: z.boolean() })
  .register(z.globalRegistry, { id: 'Rule' })

export const configurationMembers = {
  flag: z.string(),
  environment: z.string(),
  enabled: z.boolean(),
  offVariant: z.nullable(z.string()),
  rules: z.readonly(z.array(shownRuleSchema)),
  defaultServe: serveSchema,
  version: z.int(),
  updatedAt: timeSchema,
}

export const configurationViewSchema = z
  .strictObject(configurationMembers)
  .register(z.globalRegistry, { id: 'Configuration' })

/** What a flag does in one environment, as people see it. */
export function configurationView(
  flagKey: string,
  environmentKey: string,
  row: Omit<ShownConfiguration, 'environmentKey'>,
): z.infer<typeof configurationViewSchema> {
  return {
    flag: flagKey,
    environment: environmentKey,
    enabled: row.enabled,
    offVariant: row.offVariant,
    rules: row.rules.map(({ createdAtMs: _createdAtMs, updatedAtMs: _updatedAtMs, ...rule }) => rule),
    defaultServe: row.defaultServe,
    version: row.version,
    updatedAt: timeOf(row.updatedAtMs),
  }
}
