import { hashKey } from '../access/hash-key.ts'
import { INSTALLATION } from '../audit/installation.ts'
import type { Change } from '../changes/commit-change.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { type Account, findAccountByEmail, insertAccount } from './account-repository.ts'
import { type Invitation, findOpenInvitation, markInvitationAccepted } from './invitation-repository.ts'
import { isMakerDisabled } from './is-maker-disabled.ts'
import { joinProject } from './member-service.ts'

export interface Acceptance {
  readonly token: string
  readonly accountId: string
  /** In lower case. */
  readonly email: string
  readonly name: string
  /** `null` for who only comes by single sign-on. */
  readonly passwordHash: string | null
  readonly ssoIssuer: string | null
  readonly ssoSubject: string | null
}

/** Makes the account that an invitation stands for; the second of two who accept it at once finds it taken. */
export function acceptInvitation(change: Change, { token, accountId, ...person }: Acceptance): Account {
  const { transaction, nowMs } = change
  const { id, projectId, role } = requireOpenInvitation(transaction, token, nowMs)
  if (findAccountByEmail(transaction, person.email) !== undefined) {
    throw new OriginError('account_exists', 'the e-mail has an account: sign in, and ask an admin to add it')
  }
  const account: Account = {
    id: accountId,
    ...person,
    runsInstallation: projectId === null,
    createdAtMs: nowMs,
    disabledAtMs: null,
  }
  insertAccount(transaction, account)
  markInvitationAccepted(transaction, id, nowMs)
  change.audit({ action: 'invitation.accept', projectId: projectId ?? INSTALLATION, target: id })
  if (projectId !== null) joinProject(change, { accountId, projectId, role })
  return account
}

/** An invitation that was used, revoked, has expired, or whose maker may not come in any more is answered like one that never was. */
export function requireOpenInvitation(database: Queryable, token: string, nowMs: number): Invitation {
  const invitation = findOpenInvitation(database, hashKey(token), nowMs)
  if (invitation !== undefined && !isMakerDisabled(database, invitation.createdBy)) return invitation
  throw new OriginError('invitation_not_found', 'the link is not good, or not any more: ask for a new one')
}
