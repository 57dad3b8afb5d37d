import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import { OriginError } from '../errors/origin-error.ts'

/** What says that a token, or what led to it, is not good, and not that the provider is unwell. */
const REFUSALS: readonly unknown[] = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
]
/** Of RFC 6749; anything else that stands in a query is not repeated. */
const OAUTH_WORD = /^[a-z_]{1,40}$/

/** Of a sign-in that did not work out: the person's own refusal by the provider, or a provider that cannot be used. */
export function failureOf(error: unknown): OriginError {
  if (error instanceof AuthorizationResponseError) return refused(error.error)
  if (error instanceof ResponseBodyError && error.error === 'invalid_grant') return refused(error.error)
  const code = codeOf(error)
  return REFUSALS.includes(code) ? refused(String(code)) : unavailable(error)
}

/** The cause goes to the log: its words, and never what was sent or what came, which a `SyntaxError` quotes. */
export function unavailable(error: unknown): OriginError {
  const cause = new Error(wordsOf(error).join(': '))
  return new OriginError('sso_unavailable', 'the identity provider cannot be used now', { cause })
}

function refused(reason: string): OriginError {
  const said = OAUTH_WORD.test(reason.toLowerCase()) ? reason : 'unknown'
  return new OriginError('sso_refused', `expected a good answer of the identity provider, got ${said}`)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function wordsOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error instanceof SyntaxError) return []
  const word = error instanceof ResponseBodyError ? error.error : codeOf(error)
  const own = typeof word === 'string' ? `${error.message} (${word})` : error.message
  return [own, ...wordsOf(error.cause)]
}
