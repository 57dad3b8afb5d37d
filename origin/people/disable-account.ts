import { INSTALLATION } from '../audit/installation.ts'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import { timeOf } from '../http/time-schema.ts'
import { deleteSessions } from '../sessions/session-repository.ts'
import { type Account, findAccount, updateDisabledAt } from './account-repository.ts'
import { refuseLastAdmin } from './refuse-last-admin.ts'

/**
 * From now on they do not come in: sessions end, and keys by which they managed projects are refused (by who made
 * them, so that they work again when the account does). Doing it twice is doing it once.
 */
export function disableAccount(change: Change, id: string): Account {
  const account = requireAccount(change, id)
  if (account.disabledAtMs !== null) return account
  refuseLastAdmin(change, account)
  updateDisabledAt(change.transaction, id, change.nowMs)
  deleteSessions(change.transaction, id)
  const after = { disabledAt: timeOf(change.nowMs) }
  change.audit({ action: 'account.disable', projectId: INSTALLATION, target: id, after })
  return { ...account, disabledAtMs: change.nowMs }
}

export function enableAccount(change: Change, id: string): Account {
  const account = requireAccount(change, id)
  if (account.disabledAtMs === null) return account
  updateDisabledAt(change.transaction, id, null)
  const before = { disabledAt: timeOf(account.disabledAtMs) }
  change.audit({ action: 'account.enable', projectId: INSTALLATION, target: id, before })
  return { ...account, disabledAtMs: null }
}

function requireAccount({ transaction }: Change, id: string): Account {
  const account = findAccount(transaction, id)
  if (account !== undefined) return account
  throw new OriginError('person_not_found', `nobody has the id ${JSON.stringify(id)}`)
}
