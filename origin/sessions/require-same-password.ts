import type { Change } from '../changes/commit-change.ts'
import { type Account, findAccount } from '../people/account-repository.ts'
import { signInRefused } from './sign-in-refused.ts'

/**
 * Checking a password takes a while, in which it may be changed: whoever knows the old one alone gets nothing by it.
 * @param checked  the account as it was when its password was checked
 * @throws OriginError `sign_in_refused`
 */
export function requireSamePassword({ transaction }: Change, checked: Account): void {
  if (findAccount(transaction, checked.id)?.passwordHash !== checked.passwordHash) throw signInRefused()
}
