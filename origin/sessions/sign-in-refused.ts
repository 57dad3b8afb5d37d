import { OriginError } from '../errors/origin-error.ts'

/** One answer for a wrong password, an unknown e-mail and a disabled account: it does not say which. */
export function signInRefused(): OriginError {
  return new OriginError('sign_in_refused', 'expected the e-mail and the password of an account')
}
