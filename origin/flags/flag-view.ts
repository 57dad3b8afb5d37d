import * as z from 'zod/mini'
import { FLAG_TYPES, SCHEME_NAMES, variantsSchema } from '../../shared/contracts/flag.ts'
import { timeOf, timeOrNull, timeSchema } from '../http/time-schema.ts'
import { FLAG_LIFETIMES } from './flag-lifetime.ts'
import type { FlagRow } from './flag-repository.ts'

export const flagMembers = {
  key: z.string(),
  type: z.enum(FLAG_TYPES),
  variants: variantsSchema,
  description: z.nullable(z.string()),
  clientVisible: z.boolean(),
  owner: z.nullable(z.string()),
  tags: z.readonly(z.array(z.string())),
  lifetime: z.enum(FLAG_LIFETIMES),
  expectedEndAt: z.nullable(timeSchema),
  archivedAt: z.nullable(timeSchema),
  scheme: z.enum(SCHEME_NAMES),
  salt: z.string(),
  version: z.int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
}

export const flagViewSchema = z.strictObject(flagMembers).register(z.globalRegistry, { id: 'Flag' })

/** A flag as people see it: what it is in every environment. */
export function flagView(flag: FlagRow): z.infer<typeof flagViewSchema> {
  return {
    key: flag.key,
    type: flag.type,
    variants: flag.variants,
    description: flag.description,
    clientVisible: flag.clientVisible,
    owner: flag.owner,
    tags: flag.tags,
    lifetime: flag.lifetime,
    expectedEndAt: timeOrNull(flag.expectedEndAtMs),
    archivedAt: timeOrNull(flag.archivedAtMs),
    scheme: flag.scheme,
    salt: flag.salt,
    version: flag.version,
    createdAt: timeOf(flag.createdAtMs),
    updatedAt: timeOf(flag.updatedAtMs),
  }
}
