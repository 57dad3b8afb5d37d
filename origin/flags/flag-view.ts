import * as z from 'zod/mini'
import { FLAG_TYPES, SCHEME_NAMES, variantsSchema } from '../../shared/contracts/flag.ts'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { FlagRow } from './flag-repository.ts'

export const flagMembers = {
  key: z.string(),
  type: z.enum(FLAG_TYPES),
  variants: variantsSchema,
  description: z.nullable(z.string()),
  clientVisible: z.boolean(),
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
    scheme: flag.scheme,
    salt: flag.salt,
    version: flag.version,
    createdAt: timeOf(flag.createdAtMs),
    updatedAt: timeOf(flag.updatedAtMs),
  }
}
