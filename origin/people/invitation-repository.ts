import { and, desc, eq, gt, isNull, lte } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { invitations } from '../db/schema/invitations.ts'

export type Invitation = typeof invitations.$inferSelect

/** Of a project, or of the installation for `null`. */
export type InvitationScope = string | null

export function findOpenInvitation(database: Queryable, sha256: string, nowMs: number): Invitation | undefined {
  return database
    .select()
    .from(invitations)
    .where(and(eq(invitations.sha256, sha256), isOpen(nowMs)))
    .get()
}

/** Those that can still be accepted, newest first. */
export function listOpenInvitations(database: Queryable, scope: InvitationScope, nowMs: number): readonly Invitation[] {
  return database
    .select()
    .from(invitations)
    .where(and(isOf(scope), isOpen(nowMs)))
    .orderBy(desc(invitations.createdAtMs), desc(invitations.id))
    .all()
}

export function insertInvitation(database: Queryable, invitation: Invitation): void {
  database.insert(invitations).values(invitation).run()
}

export function markInvitationAccepted(database: Queryable, id: string, nowMs: number): void {
  database.update(invitations).set({ acceptedAtMs: nowMs }).where(eq(invitations.id, id)).run()
}

/** @returns whether there was an open one */
export function markInvitationRevoked(
  database: Queryable,
  { scope, id, nowMs }: { readonly scope: InvitationScope; readonly id: string; readonly nowMs: number },
): boolean {
  const revoked = database.update(invitations).set({ revokedAtMs: nowMs })
  return revoked.where(and(isOf(scope), eq(invitations.id, id), isOpen(nowMs))).run().changes > 0
}

export function deleteInvitationsExpiredBefore(database: Queryable, atMs: number): void {
  database.delete(invitations).where(lte(invitations.expiresAtMs, atMs)).run()
}

function isOf(scope: InvitationScope) {
  return scope === null ? isNull(invitations.projectId) : eq(invitations.projectId, scope)
}

function isOpen(nowMs: number) {
  return and(isNull(invitations.acceptedAtMs), isNull(invitations.revokedAtMs), gt(invitations.expiresAtMs, nowMs))
}
