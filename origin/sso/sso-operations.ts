import * as z from 'zod/mini'
import { OriginError } from '../errors/origin-error.ts'
import type { ApiContext } from '../http/api-context.ts'
import type { RandomBytes } from '../identities/draw-id.ts'
import { type Operation, defineOperation, defineRedirectOperation } from '../operations/operation.ts'
import { returnPathOf, returnPathSchema } from './return-path.ts'
import { type SignOn, createSignOn } from './sign-on.ts'
import type { SsoSettings } from './sso-settings.ts'

export interface SsoParts {
  /** `undefined` where single sign-on is off. */
  readonly sso: SsoSettings | undefined
  readonly randomBytes: RandomBytes
}

const MAX_CODE_LENGTH = 4_096
const shortText = z.exactOptional(z.string().check(z.maxLength(1_000)))

const beginSchema = z.strictObject({
  returnTo: z.exactOptional(returnPathSchema),
  invitation: z.exactOptional(z.string().check(z.maxLength(100))),
})

/** Providers add words of their own, which mean nothing here. */
const answerSchema = z.looseObject({
  code: z.exactOptional(z.string().check(z.maxLength(MAX_CODE_LENGTH))),
  state: shortText,
  iss: shortText,
  error: shortText,
})

/** Signing in at the provider of one's own organisation. */
export function ssoOperations(context: ApiContext, { sso, randomBytes }: SsoParts): readonly Operation[] {
  const signOn = sso === undefined ? undefined : createSignOn(context, sso, randomBytes)
  return [
    defineOperation({
      id: 'getSingleSignOn',
      method: 'get',
      path: '/sso',
      tag: 'Sessions',
      summary: 'Whether there is single sign-on, and what its button says',
      needs: 'anyone',
      status: 200,
      result: z.strictObject({ enabled: z.boolean(), label: z.nullable(z.string()) }),
      handle: () => ({ body: { enabled: sso !== undefined, label: sso?.label ?? null } }),
    }),
    defineRedirectOperation({
      id: 'beginSingleSignOn',
      method: 'get',
      path: '/sso/begin',
      tag: 'Sessions',
      summary: 'Leads a browser to the identity provider; the answer sets a cookie for the way back',
      needs: 'anyone',
      query: beginSchema,
      errors: ['sso_off', 'sso_unavailable'],
      status: 303,
      handle: ({ visit, query: { returnTo = '/', invitation = null } }) =>
        requireOn(signOn).begin(visit, { returnTo: returnPathOf(returnTo), invitation }),
    }),
    defineRedirectOperation({
      id: 'finishSingleSignOn',
      method: 'get',
      path: '/sso/callback',
      tag: 'Sessions',
      summary: 'Where the identity provider leads the browser back to; the answer signs it in by a cookie',
      needs: 'anyone',
      query: answerSchema,
      errors: [
        'sso_off',
        'sso_not_begun',
        'sso_refused',
        'sso_unavailable',
        'sso_email_unverified',
        'sso_domain_refused',
        'sso_not_invited',
        'sso_other_identity',
        'invitation_not_found',
        'storage_full',
      ],
      status: 303,
      handle: ({ visit, query: { code, state, iss, error } }) =>
        requireOn(signOn).finish(visit, {
          ...(code === undefined ? {} : { code }),
          ...(state === undefined ? {} : { state }),
          ...(iss === undefined ? {} : { iss }),
          ...(error === undefined ? {} : { error }),
        }),
    }),
  ]
}

function requireOn(signOn: SignOn | undefined): SignOn {
  if (signOn !== undefined) return signOn
  throw new OriginError('sso_off', 'this installation has no SSO_ISSUER')
}
