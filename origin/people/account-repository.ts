import { and, asc, count, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { accounts } from '../db/schema/accounts.ts'

export type Account = typeof accounts.$inferSelect

export function findAccount(database: Queryable, id: string): Account | undefined {
  return accountById(database).get({ id })
}

const accountById = prepareOnce((database) =>
  database
    .select()
    .from(accounts)
    .where(eq(accounts.id, sql.placeholder('id')))
    .prepare(),
)

/** @param email  in lower case */
export function findAccountByEmail(database: Queryable, email: string): Account | undefined {
  return database.select().from(accounts).where(eq(accounts.email, email)).get()
}

/** Who somebody is to a provider of single sign-on. */
export interface SsoIdentity {
  readonly issuer: string
  readonly subject: string
}

export function findAccountByIdentity(database: Queryable, { issuer, subject }: SsoIdentity): Account | undefined {
  const isTheirs = and(eq(accounts.ssoIssuer, issuer), eq(accounts.ssoSubject, subject))
  return database.select().from(accounts).where(isTheirs).get()
}

/** By e-mail, which is unique. */
export function listAccounts(
  database: Queryable,
  page: { readonly limit: number; readonly above: string },
): readonly Account[] {
  return database
    .select()
    .from(accounts)
    .where(gt(accounts.email, page.above))
    .orderBy(asc(accounts.email))
    .limit(page.limit)
    .all()
}

export function countAccounts(database: Queryable): number {
  return database.select({ accounts: count() }).from(accounts).get()?.accounts ?? 0
}

/** Whether somebody else, who may come in, runs the installation. */
export function hasOtherRunner(database: Queryable, id: string): boolean {
  const isOther = and(eq(accounts.runsInstallation, true), isNull(accounts.disabledAtMs), ne(accounts.id, id))
  return database.select({ id: accounts.id }).from(accounts).where(isOther).limit(1).get() !== undefined
}

export function insertAccount(database: Queryable, account: Account): void {
  database.insert(accounts).values(account).run()
}

export function updatePasswordHash(database: Queryable, id: string, passwordHash: string): void {
  database.update(accounts).set({ passwordHash }).where(eq(accounts.id, id)).run()
}

export function updateDisabledAt(database: Queryable, id: string, disabledAtMs: number | null): void {
  database.update(accounts).set({ disabledAtMs }).where(eq(accounts.id, id)).run()
}

export function updateIdentity(database: Queryable, id: string, { issuer, subject }: SsoIdentity): void {
  database.update(accounts).set({ ssoIssuer: issuer, ssoSubject: subject }).where(eq(accounts.id, id)).run()
}
