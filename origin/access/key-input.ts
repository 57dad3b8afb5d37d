import * as z from 'zod/mini'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { timeInputSchema } from '../http/time-schema.ts'
import { ROLES, type Role } from './role.ts'
import { displayNameSchema } from '../identities/text-input.ts'

export interface NewKey {
  readonly name: string
  /** ISO 8601 with an offset. */
  readonly expiresAt?: string
}
export interface NewProjectKey extends NewKey {
  readonly kind?: 'adm'
  /** What it may do in the project; everything, when absent. */
  readonly role?: Role
}
export interface NewEnvironmentKey extends NewKey {
  readonly kind: 'srv' | 'cli'
  /** Browser origins that may use a client key; any, when absent. */
  readonly origins?: readonly string[]
}

const originSchema = z
  .string()
  .check(z.maxLength(LIMITS.originLength), z.refine(isOrigin, 'expected an origin, for example https://shop.example'))

const common = {
  name: displayNameSchema,
  expiresAt: z.exactOptional(timeInputSchema),
}

export const newProjectKeySchema: z.ZodMiniType<NewProjectKey> = z.strictObject({
  ...common,
  kind: z.exactOptional(z.literal('adm')),
  role: z.exactOptional(z.enum(ROLES)),
})

export const newEnvironmentKeySchema: z.ZodMiniType<NewEnvironmentKey> = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('srv') }),
  z.strictObject({
    ...common,
    kind: z.literal('cli'),
    origins: z.exactOptional(z.array(originSchema).check(z.minLength(1), z.maxLength(LIMITS.originsPerKey))),
  }),
])

/** Exactly as a browser sends it: scheme, host, port, and nothing behind; never `null`, which any page can be. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text
}
