import { and, desc, eq, lte, ne, or } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { accounts } from '../db/schema/accounts.ts'
import { sessions } from '../db/schema/sessions.ts'
import type { Account } from '../people/account-repository.ts'

export type SessionRow = typeof sessions.$inferSelect

export interface SessionOfAccount {
  readonly session: SessionRow
  readonly account: Account
}

export function findSessionBySha256(database: Queryable, sha256: string): SessionOfAccount | undefined {
  return database
    .select({ session: sessions, account: accounts })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(eq(sessions.sha256, sha256))
    .get()
}

/** Of one person, the last used first. */
export function listSessions(database: Queryable, accountId: string): readonly SessionRow[] {
  return database
    .select()
    .from(sessions)
    .where(eq(sessions.accountId, accountId))
    .orderBy(desc(sessions.lastSeenAtMs), desc(sessions.id))
    .all()
}

export function insertSession(database: Queryable, session: SessionRow): void {
  database.insert(sessions).values(session).run()
}

export function markSessionSeen(database: Queryable, id: string, nowMs: number): void {
  database.update(sessions).set({ lastSeenAtMs: nowMs }).where(eq(sessions.id, id)).run()
}

/** @returns whether there was one */
export function deleteSession(database: Queryable, accountId: string, id: string): boolean {
  const owned = and(eq(sessions.accountId, accountId), eq(sessions.id, id))
  return database.delete(sessions).where(owned).run().changes > 0
}

export function deleteSessionBySha256(database: Queryable, sha256: string): void {
  database.delete(sessions).where(eq(sessions.sha256, sha256)).run()
}

export function deleteSessions(database: Queryable, accountId: string): void {
  database.delete(sessions).where(eq(sessions.accountId, accountId)).run()
}

export function deleteOtherSessions(database: Queryable, accountId: string, keptId: string): void {
  database
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), ne(sessions.id, keptId)))
    .run()
}

/** Those that were made, or were seen last, at these times or before. */
export function deleteSessionsBefore(
  database: Queryable,
  { createdAtMs, lastSeenAtMs }: Pick<SessionRow, 'createdAtMs' | 'lastSeenAtMs'>,
): void {
  database
    .delete(sessions)
    .where(or(lte(sessions.createdAtMs, createdAtMs), lte(sessions.lastSeenAtMs, lastSeenAtMs)))
    .run()
}
