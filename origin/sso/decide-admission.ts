import type { ErrorCode } from '../errors/origin-error.ts'
import type { Account } from '../people/account-repository.ts'
import type { Identity } from './identity.ts'
import type { SsoSettings } from './sso-settings.ts'

/** What becomes of somebody who signed in at the provider. */
export type Admission =
  | { readonly kind: 'known'; readonly account: Account }
  /** They have an account, and the provider vouches that its e-mail is theirs. */
  | { readonly kind: 'link'; readonly account: Account; readonly email: string }
  /** They come by somebody's invitation. */
  | { readonly kind: 'invited'; readonly invitation: string; readonly email: string }
  /** They get an account without a role. */
  | { readonly kind: 'new'; readonly email: string }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly detail: string }

export interface Acquaintance {
  /** Who has this issuer and subject. */
  readonly byIdentity: Account | undefined
  /** Who has this e-mail. */
  readonly byEmail: Account | undefined
  /** The token of the link by which they were invited, be it still good or not. */
  readonly invitation: string | null
  /** Whether anybody has an account: the first one is made by a link. */
  readonly isSettled: boolean
}

type Rules = Pick<SsoSettings, 'emailDomains' | 'unknownPeople'>

/** An e-mail says who somebody is once at most, and only when the provider verified it; from then on it is the subject. */
export function decideAdmission(
  identity: Identity,
  { emailDomains, unknownPeople }: Rules,
  whom: Acquaintance,
): Admission {
  const { email, isEmailVerified } = identity
  if (!isDomainLetIn(identity, emailDomains)) {
    return refused('sso_domain_refused', `expected a verified e-mail of ${emailDomains.join(' or ')}`)
  }
  if (whom.byIdentity !== undefined)
    return isIn(whom.byIdentity) ? { kind: 'known', account: whom.byIdentity } : uninvited()
  if (email === undefined) return refused('sso_email_unverified', 'expected an e-mail, and the provider says none')
  if (whom.byEmail !== undefined) return decideLink(whom.byEmail, email, isEmailVerified)
  if (whom.invitation !== null) return { kind: 'invited', invitation: whom.invitation, email }
  if (unknownPeople === 'refuse' || !whom.isSettled) {
    return uninvited()
  }
  return isEmailVerified ? { kind: 'new', email } : unverified()
}

function decideLink(account: Account, email: string, isVerified: boolean): Admission {
  if (!isVerified) return unverified()
  if (!isIn(account)) return uninvited()
  if (account.ssoSubject === null) return { kind: 'link', account, email }
  return refused('sso_other_identity', 'another identity signs in to the account with this e-mail')
}

function isDomainLetIn({ email = '', isEmailVerified }: Identity, domains: readonly string[]): boolean {
  if (domains.length === 0) return true
  return isEmailVerified && domains.includes(email.slice(email.lastIndexOf('@') + 1))
}

function isIn({ disabledAtMs }: Account): boolean {
  return disabledAtMs === null
}

/** The answer to whose account is disabled, too: it does not say that there is one. */
function uninvited(): Admission {
  return refused('sso_not_invited', 'nobody with this identity has an account: ask an admin for an invitation')
}

function unverified(): Admission {
  return refused('sso_email_unverified', 'expected email_verified: true of the provider')
}

function refused(code: ErrorCode, detail: string): Admission {
  return { kind: 'refused', code, detail }
}
