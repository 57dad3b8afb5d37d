import * as z from 'zod/mini'

export interface SsoSettings {
  /** As the provider writes it, exactly. */
  readonly issuer: string
  readonly clientId: string
  /** Absent for a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined
  /** Where browsers find the origin, without a slash behind. */
  readonly publicUrl: string
  /** What the button says. */
  readonly label: string
  /** In lower case; empty where every domain is let in. */
  readonly emailDomains: readonly string[]
  /** What becomes of somebody whom nobody invited. */
  readonly unknownPeople: 'refuse' | 'create'
  /** Of each call to the provider. */
  readonly timeoutMs: number
}

/** Somebody waits in front of a browser; providers answer within a second. */
const TIMEOUT_MS = 5_000
const MAX_TEXT_LENGTH = 1_000
const MAX_LABEL_LENGTH = 60
const DOMAINS = /^[a-z0-9.-]+(\s*,\s*[a-z0-9.-]+)*$/i

const text = z.string().check(z.maxLength(MAX_TEXT_LENGTH))

/** What is asked at the issuer is who people are: https everywhere but on one machine. */
const issuerSetting = z
  .string()
  .check(z.refine(isIssuer, 'expected the issuer as the provider writes it, with https, or http on localhost'))

/** The variables, beside the others of the origin. */
export const ssoVariables = {
  SSO_ISSUER: z.optional(issuerSetting),
  SSO_CLIENT_ID: z.optional(text),
  SSO_CLIENT_SECRET: z.optional(text),
  SSO_LABEL: z._default(z.string().check(z.maxLength(MAX_LABEL_LENGTH)), 'Single sign-on'),
  SSO_EMAIL_DOMAINS: z.optional(text.check(z.regex(DOMAINS, 'expected domains with commas between'))),
  SSO_UNKNOWN_PEOPLE: z._default(z.enum(['refuse', 'create']), 'refuse'),
}

const variablesSchema = z.object(ssoVariables)
type SsoVariables = z.infer<typeof variablesSchema> & { readonly PUBLIC_URL?: string | undefined }

/** Single sign-on is on with an issuer, which does not stand alone. */
export const ssoIsWhole = z.check<SsoVariables>(({ value, issues }) => {
  const needed = ['SSO_CLIENT_ID', 'PUBLIC_URL'] as const
  if (value.SSO_ISSUER === undefined) {
    if (value.SSO_CLIENT_ID === undefined) return
    issues.push({ code: 'custom', input: '', path: ['SSO_ISSUER'], message: 'required beside SSO_CLIENT_ID' })
    return
  }
  for (const name of needed.filter((one) => value[one] === undefined)) {
    issues.push({ code: 'custom', input: '', path: [name], message: 'required beside SSO_ISSUER' })
  }
})

/** @returns `undefined` where single sign-on is off */
export function ssoSettingsOf(settings: SsoVariables): SsoSettings | undefined {
  const { SSO_ISSUER: issuer, SSO_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = settings
  if (issuer === undefined || clientId === undefined || publicUrl === undefined) return undefined
  return {
    issuer,
    clientId,
    publicUrl,
    clientSecret: settings.SSO_CLIENT_SECRET,
    label: settings.SSO_LABEL,
    emailDomains: domainsOf(settings.SSO_EMAIL_DOMAINS ?? ''),
    unknownPeople: settings.SSO_UNKNOWN_PEOPLE,
    timeoutMs: TIMEOUT_MS,
  }
}

function isIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname, search, hash } = new URL(issuer)
  if (search !== '' || hash !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname))
}

function domainsOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((domain) => domain.trim().toLowerCase())
    .filter((domain) => domain !== '')
}
