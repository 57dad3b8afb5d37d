import * as z from 'zod/mini'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { Account } from './account-repository.ts'
import type { Member, Membership } from './membership-repository.ts'
import { roleSchema } from './person-input.ts'

const members = { id: z.string(), email: z.string(), name: z.string() }

export const personViewSchema = z
  .strictObject({ ...members, runsInstallation: z.boolean(), createdAt: timeSchema })
  .register(z.globalRegistry, { id: 'Person' })

export const memberViewSchema = z
  .strictObject({ ...members, role: roleSchema, since: timeSchema })
  .register(z.globalRegistry, { id: 'Member' })

export function personView({
  id,
  email,
  name,
  runsInstallation,
  createdAtMs,
}: Account): z.infer<typeof personViewSchema> {
  return { id, email, name, runsInstallation, createdAt: timeOf(createdAtMs) }
}

export function memberView({ account, membership }: Member): z.infer<typeof memberViewSchema> {
  const { id, email, name } = account
  return { id, email, name, role: membership.role, since: timeOf(membership.createdAtMs) }
}

/** What audit entries say of a member: an entry is kept for ever, so that nothing personal may be in it. */
export function auditedMember({ accountId, role }: Pick<Membership, 'accountId' | 'role'>) {
  return { id: accountId, role }
}
