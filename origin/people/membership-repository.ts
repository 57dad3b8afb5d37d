import { and, asc, eq, gt, isNull, ne, notExists } from 'drizzle-orm'
import type { Role } from '../access/role.ts'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Queryable } from '../db/open-database.ts'
import { accounts } from '../db/schema/accounts.ts'
import { memberships } from '../db/schema/memberships.ts'
import { projects } from '../db/schema/projects.ts'
import type { Account } from './account-repository.ts'

export type Membership = typeof memberships.$inferSelect

export interface Member {
  readonly account: Account
  readonly membership: Membership
}

/** Of one person, by the project's id. */
export function rolesOf(database: Queryable, accountId: string): ReadonlyMap<string, Role> {
  const rows = database.select().from(memberships).where(eq(memberships.accountId, accountId)).all()
  return new Map(rows.map(({ projectId, role }) => [projectId, role]))
}

export function findMember(database: Queryable, projectId: string, accountId: string): Member | undefined {
  return members(database)
    .where(and(eq(memberships.projectId, projectId), eq(accounts.id, accountId)))
    .get()
}

/** Of one project, by e-mail. */
export function listMembers(
  database: Queryable,
  projectId: string,
  page: { readonly limit: number; readonly above: string },
): readonly Member[] {
  return members(database)
    .where(and(eq(memberships.projectId, projectId), gt(accounts.email, page.above)))
    .orderBy(asc(accounts.email))
    .limit(page.limit)
    .all()
}

/** The keys of the projects that nobody else who may come in is an admin of. */
export function listProjectsWithoutOtherAdmin(database: Queryable, accountId: string): readonly string[] {
  const others = alias(memberships, 'others')
  const other = database
    .select({ accountId: others.accountId })
    .from(others)
    .innerJoin(accounts, eq(accounts.id, others.accountId))
    .where(
      and(
        eq(others.projectId, memberships.projectId),
        eq(others.role, 'admin'),
        ne(others.accountId, accountId),
        isNull(accounts.disabledAtMs),
      ),
    )
  return database
    .select({ key: projects.key })
    .from(memberships)
    .innerJoin(projects, eq(projects.id, memberships.projectId))
    .where(and(eq(memberships.accountId, accountId), eq(memberships.role, 'admin'), notExists(other)))
    .orderBy(asc(projects.key))
    .all()
    .map(({ key }) => key)
}

export function insertMembership(database: Queryable, membership: Membership): void {
  database.insert(memberships).values(membership).run()
}

export function updateRole(database: Queryable, { projectId, accountId, role }: Omit<Membership, 'createdAtMs'>): void {
  database.update(memberships).set({ role }).where(isOf(projectId, accountId)).run()
}

export function deleteMembership(database: Queryable, projectId: string, accountId: string): void {
  database.delete(memberships).where(isOf(projectId, accountId)).run()
}

function members(database: Queryable) {
  return database
    .select({ account: accounts, membership: memberships })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
}

function isOf(projectId: string, accountId: string) {
  return and(eq(memberships.projectId, projectId), eq(memberships.accountId, accountId))
}
