import * as z from 'zod/mini'
import { timeOf, timeOrNull, timeSchema } from '../http/time-schema.ts'
import type { Account } from './account-repository.ts'
import type { Member, Membership } from './membership-repository.ts'
import { roleSchema } from './person-input.ts'

const members = {
  id: z.string(),
  email: z.string(),
  name: z.string(),
  /** Since when they may not come in; `null` while they may. */
  disabledAt: z.nullable(timeSchema),
}

export const personViewSchema = z
  .strictObject({ ...members, runsInstallation: z.boolean(), createdAt: timeSchema })
  .register(z.globalRegistry, { id: 'Person' })

export const memberViewSchema = z
  .strictObject({ ...members, role: roleSchema, since: timeSchema })
  .register(z.globalRegistry, { id: 'Member' })

export function personView(account: Account): z.infer<typeof personViewSchema> {
  const { runsInstallation, createdAtMs } = account
  return { ...membersOf(account), runsInstallation, createdAt: timeOf(createdAtMs) }
}

export function memberView({ account, membership }: Member): z.infer<typeof memberViewSchema> {
  return { ...membersOf(account), role: membership.role, since: timeOf(membership.createdAtMs) }
}

function membersOf({ id, email, name, disabledAtMs }: Account) {
  return { id, email, name, disabledAt: timeOrNull(disabledAtMs) }
}

/** What audit entries say of a member: an entry is kept for ever, so that nothing personal may be in it. */
export function auditedMember({ accountId, role }: Pick<Membership, 'accountId' | 'role'>) {
  return { id: accountId, role }
}
