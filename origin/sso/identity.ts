import type * as z from 'zod/mini'
import { displayNameSchema } from '../identities/text-input.ts'
import type { SsoIdentity } from '../people/account-repository.ts'
import { emailSchema } from '../people/person-input.ts'

/** What a provider says of somebody. */
export interface Identity extends SsoIdentity {
  /** In lower case; `undefined` where the provider says none that is one. */
  readonly email: string | undefined
  /** Whether the provider knows that the e-mail is theirs. */
  readonly isEmailVerified: boolean
  readonly name: string | undefined
}

/**
 * Only `true` itself is verified: what a provider writes otherwise, or not at all, is not.
 * @param token  who signed in; @param profile  what is known of them
 */
export function identityOf(token: { readonly iss: string; readonly sub: string }, profile: object): Identity {
  const said = new Map<string, unknown>(Object.entries(profile))
  return {
    issuer: token.iss,
    subject: token.sub,
    email: readClaim(emailSchema, said.get('email')),
    isEmailVerified: said.get('email_verified') === true,
    name: readClaim(displayNameSchema, said.get('name')),
  }
}

/** What is not what it should be counts as not said. */
function readClaim(schema: z.ZodMiniType<string>, claim: unknown): string | undefined {
  const result = schema.safeParse(claim)
  return result.success ? result.data : undefined
}
