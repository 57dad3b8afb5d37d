import { INSTALLATION } from '../audit/installation.ts'
import type { Change } from '../changes/commit-change.ts'
import type { Queryable } from '../db/open-database.ts'
import { acceptInvitation } from '../people/accept-invitation.ts'
import {
  countAccounts,
  findAccountByEmail,
  findAccountByIdentity,
  insertAccount,
  updateIdentity,
} from '../people/account-repository.ts'
import type { Acquaintance, Admission } from './decide-admission.ts'
import type { Identity } from './identity.ts'

export type Admitted = Exclude<Admission, { readonly kind: 'refused' }>

export function acquaintanceWith(database: Queryable, identity: Identity, invitation: string | null): Acquaintance {
  const { email } = identity
  return {
    byIdentity: findAccountByIdentity(database, identity),
    byEmail: email === undefined ? undefined : findAccountByEmail(database, email),
    invitation,
    isSettled: countAccounts(database) > 0,
  }
}

/** Makes what the admission says of whoever comes; nothing for who is known. */
export function admit(
  change: Change,
  admission: Admitted,
  { accountId, identity }: { readonly accountId: string; readonly identity: Identity },
): void {
  if (admission.kind === 'known') return
  const { issuer, subject } = identity
  if (admission.kind === 'link') {
    updateIdentity(change.transaction, accountId, identity)
    change.audit({ action: 'account.link', projectId: INSTALLATION, target: accountId, after: { issuer } })
    return
  }
  const { email } = admission
  const person = { email, name: identity.name ?? email, passwordHash: null, ssoIssuer: issuer, ssoSubject: subject }
  if (admission.kind === 'invited') {
    acceptInvitation(change, { ...person, accountId, token: admission.invitation })
  } else {
    insertAccount(change.transaction, {
      ...person,
      id: accountId,
      runsInstallation: false,
      createdAtMs: change.nowMs,
      disabledAtMs: null,
    })
  }
  change.audit({ action: 'account.create', projectId: INSTALLATION, target: accountId, after: { issuer } })
}
