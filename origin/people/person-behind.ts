import { findKeyById } from '../access/key-repository.ts'
import type { Queryable } from '../db/open-database.ts'
import { type Account, findAccount } from './account-repository.ts'

/**
 * Whose word an actor's is: their own, or that of who made the key, be it with another key.
 * @param actor  as audit entries and columns like `createdBy` name it
 * @returns `undefined` where nobody with an account stands behind it: the master key, and what was made with that alone
 */
export function personBehind(database: Queryable, actor: string | null): Account | undefined {
  let maker = actor
  while (maker !== null && maker !== 'master') {
    const account = findAccount(database, maker)
    if (account !== undefined) return account
    maker = findKeyById(database, maker)?.createdBy ?? null
  }
  return undefined
}
