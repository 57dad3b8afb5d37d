import { findKeyById } from '../access/key-repository.ts'
import type { Queryable } from '../db/open-database.ts'
import { findAccount } from './account-repository.ts'

/**
 * Whether something was made by somebody whose account is disabled, be it by a key that they made, or by one that was
 * made with that. Whoever rotates such a key makes the successor their own.
 * @param createdBy  as the columns of that name say it
 */
export function isMakerDisabled(database: Queryable, createdBy: string | null): boolean {
  let maker = createdBy
  while (maker !== null && maker !== 'master') {
    const account = findAccount(database, maker)
    if (account !== undefined) return account.disabledAtMs !== null
    maker = findKeyById(database, maker)?.createdBy ?? null
  }
  return false
}
