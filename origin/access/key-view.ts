import * as z from 'zod/mini'
import { KEY_KINDS, KEY_SCOPES } from '../../shared/contracts/access-key.ts'
import { timeOf, timeOrNull, timeSchema } from '../http/time-schema.ts'
import { ROLES } from './role.ts'
import type { AccessKey } from './key-repository.ts'

const members = {
  id: z.string(),
  kind: z.enum(KEY_KINDS),
  scopes: z.array(z.enum(KEY_SCOPES)),
  /** What a key of kind `adm` may do in its project. */
  role: z.nullable(z.enum(ROLES)),
  name: z.string(),
  hint: z.string(),
  origins: z.nullable(z.array(z.string())),
  /** `master`, or the id of a key or person; `null` where an older release made it. */
  createdBy: z.nullable(z.string()),
  /** The id of the key whose successor it is by rotation. */
  succeeds: z.nullable(z.string()),
  createdAt: timeSchema,
  expiresAt: z.nullable(timeSchema),
  revokedAt: z.nullable(timeSchema),
  /** The start of that minute; `null` while no use is known. */
  lastUsedAt: z.nullable(timeSchema),
}

export const keyViewSchema = z.strictObject(members).register(z.globalRegistry, { id: 'Key' })

/** With the key itself, which is shown once. */
export const createdKeySchema = z
  .strictObject({ ...members, key: z.string() })
  .register(z.globalRegistry, { id: 'CreatedKey' })

/** A key as people see it. Neither the secret nor its hash is in it; four last characters tell keys apart. */
export function keyView(key: AccessKey): z.infer<typeof keyViewSchema> {
  return {
    id: key.id,
    kind: key.kind,
    scopes: [...key.scopes],
    role: key.role ?? (key.kind === 'adm' && key.scopes.includes('manage') ? 'admin' : null),
    name: key.name,
    hint: key.hint,
    origins: key.origins === null ? null : [...key.origins],
    createdBy: key.createdBy,
    succeeds: key.succeeds,
    createdAt: timeOf(key.createdAtMs),
    expiresAt: timeOrNull(key.expiresAtMs),
    revokedAt: timeOrNull(key.revokedAtMs),
    lastUsedAt: timeOrNull(key.lastUsedAtMs),
  }
}
