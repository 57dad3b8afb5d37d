import * as z from 'zod/mini'
import { timeOf, timeSchema } from '../http/time-schema.ts'
import type { Invitation } from './invitation-repository.ts'
import { roleSchema } from './person-input.ts'

const members = {
  id: z.string(),
  role: roleSchema,
  createdBy: z.string(),
  createdAt: timeSchema,
  expiresAt: timeSchema,
}

export const invitationViewSchema = z.strictObject(members).register(z.globalRegistry, { id: 'Invitation' })

/** With the link, which is shown once. */
export const createdInvitationSchema = z
  .strictObject({
    ...members,
    token: z.string(),
    /** Of the console's page that takes the token, relative to the origin. */
    path: z.string(),
  })
  .register(z.globalRegistry, { id: 'CreatedInvitation' })

export function invitationView(invitation: Invitation): z.infer<typeof invitationViewSchema> {
  const { id, role, createdBy, createdAtMs, expiresAtMs } = invitation
  return { id, role, createdBy, createdAt: timeOf(createdAtMs), expiresAt: timeOf(expiresAtMs) }
}

/** Where in the console somebody accepts. */
export function welcomePath(token: string): string {
  return `/console/welcome?token=${token}`
}
