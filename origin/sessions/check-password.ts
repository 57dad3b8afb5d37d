import type { Account } from '../people/account-repository.ts'
import type { Passwords } from '../people/passwords.ts'
import { signInRefused } from './sign-in-refused.ts'
import { type AttemptCounter, createAttemptCounter } from './attempt-counter.ts'

/** An attempt at a password. */
export interface PasswordAttempt {
  /** Whose it is said to be, in lower case. */
  readonly email: string
  readonly password: string
  /** From where. */
  readonly network: string
  /** `undefined` where nobody has this e-mail. */
  readonly account: Account | undefined
}

/**
 * Lets a right password through. Wrong passwords, unknown e-mails and disabled accounts get the same answer, in the same time.
 * @throws OriginError `sign_in_refused` or `too_many_attempts`
 */
export type CheckPassword = (attempt: PasswordAttempt) => Promise<Account>

/** In a quarter of an hour: nothing for a guesser, and whoever mistypes goes on soon. */
const ATTEMPTS_PER_ACCOUNT = 10
/** An office behind one address. */
const ATTEMPTS_PER_NETWORK = 50

export function createCheckPassword(passwords: Passwords, clock: () => number): CheckPassword {
  const byAccount: AttemptCounter = createAttemptCounter({ clock, attempts: ATTEMPTS_PER_ACCOUNT })
  const byNetwork: AttemptCounter = createAttemptCounter({ clock, attempts: ATTEMPTS_PER_NETWORK })
  return async ({ email, password, network, account }) => {
    byNetwork.begin(network)
    byAccount.begin(email)
    const isRight = await passwords.isRight(password, account?.passwordHash)
    if (account === undefined || !isRight || account.disabledAtMs !== null) throw signInRefused()
    byNetwork.forgive(network)
    byAccount.forgive(email)
    return account
  }
}
