import * as z from 'zod/mini'
import { type ParseResult, parsed } from '../shared/contracts/parse-result.ts'
import { parseWith } from '../shared/contracts/parse-with.ts'
import {
  type Environment,
  type LogLevel,
  awsRegionSetting,
  logLevelSetting,
  tableNameSetting,
  urlSetting,
  wholeNumberSetting,
  withoutEmpty,
} from '../shared/contracts/settings.ts'
import { USAGE_TABLE } from '../shared/contracts/usage-table.ts'
import { type SsoSettings, ssoIsWhole, ssoSettingsOf, ssoVariables } from './sso/sso-settings.ts'
import { problemOfSecret, problemOfSigningKey } from './secret-strength.ts'

export interface OriginConfig {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly databaseFile: string
  /** Where people and browsers find the origin, without a slash behind; absent on one machine. */
  readonly publicUrl: string | undefined
  /** Where applications find the edge, without a slash behind; the console writes it into snippets. */
  readonly edgeUrl: string | undefined
  readonly masterKey: string
  /** What edges show to ask for rulesets and to report; absent where they do neither. */
  readonly edgeToken: string | undefined
  /** Seals the audit; kept as long as the history is. */
  readonly auditKey: string
  /** Ed25519 private key, PKCS #8 DER, base64. */
  readonly signingKey: string
  readonly redis: { readonly url: string; readonly token: string }
  readonly awsRegion: string
  readonly usageTableName: string
  readonly logLevel: LogLevel
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number
  /** Of one caller of the management API. */
  readonly requestsPerMinute: number
  /** Whether webhooks may lead to machines that are not on the open Internet. */
  readonly webhooksMayBePrivate: boolean
  /** `undefined` where people sign in by password alone. */
  readonly sso: SsoSettings | undefined
  /** Whether edges look more often while somebody edits. */
  readonly attention: boolean
}

/** Nobody outside the machine reaches the control plane before somebody says so. */
const DEFAULT_HOST = '127.0.0.1'
/** The seed's auth service listened here. */
const DEFAULT_PORT = 8001
/** A console with many flags open needs a tenth of it; a script that runs wild is held up. */
const DEFAULT_REQUESTS_PER_MINUTE = 1_200
const MAX_REQUESTS_PER_MINUTE = 1_000_000
/** More proxies in a row than this are a mistake. */
const MAX_TRUSTED_PROXIES = 10

/** Cookies of people never travel in the clear, so that it is https everywhere but on one machine. */
const originSetting = z
  .string()
  .check(
    z.refine(isOwnOrigin, 'expected an origin such as https://flags.example.com, with https, or http on localhost'),
  )

const variablesSchema = z.object({
  ...ssoVariables,
  ORIGIN_HOST: z._default(z.string().check(z.maxLength(255)), DEFAULT_HOST),
  ORIGIN_PORT: z._default(wholeNumberSetting(0, 65_535), DEFAULT_PORT),
  // A database in memory could not be read by the thread that builds rulesets.
  DATABASE_FILE: z.string().check(z.refine((file) => file !== ':memory:', 'expected a file')),
  PUBLIC_URL: z.optional(originSetting),
  EDGE_URL: z.optional(urlSetting),
  MASTER_KEY: withoutProblem(problemOfSecret),
  AUDIT_KEY: withoutProblem(problemOfSecret),
  SIGNING_KEY: withoutProblem(problemOfSigningKey),
  EDGE_TOKEN: z.optional(withoutProblem(problemOfSecret)),
  UPSTASH_REDIS_REST_URL: urlSetting,
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  AWS_REGION: awsRegionSetting,
  // Read by the AWS SDK itself; here only so that a wrong one is named at the start.
  AWS_ENDPOINT_URL_DYNAMODB: z.optional(urlSetting),
  USAGE_TABLE_NAME: z._default(tableNameSetting, USAGE_TABLE),
  LOG_LEVEL: z._default(logLevelSetting, 'info'),
  API_REQUESTS_PER_MINUTE: z._default(wholeNumberSetting(1, MAX_REQUESTS_PER_MINUTE), DEFAULT_REQUESTS_PER_MINUTE),
  WEBHOOK_PRIVATE_ADDRESSES: z._default(z.enum(['on', 'off']), 'off'),
  TRUST_PROXY: z._default(wholeNumberSetting(0, MAX_TRUSTED_PROXIES), 0),
  ATTENTION: z._default(z.enum(['on', 'off']), 'on'),
})

const settingsSchema = variablesSchema.check(ssoIsWhole)

/** Reads the origin's settings, or says everything that is wrong with them. Credentials for AWS are the SDK's to find. */
export function readConfig(environment: Environment): ParseResult<OriginConfig> {
  const result = parseWith<z.infer<typeof settingsSchema>>(settingsSchema, withoutEmpty(environment))
  if (!result.ok) return result
  const settings = result.value
  return parsed({
    host: settings.ORIGIN_HOST,
    port: settings.ORIGIN_PORT,
    databaseFile: settings.DATABASE_FILE,
    publicUrl: settings.PUBLIC_URL,
    edgeUrl: settings.EDGE_URL === undefined ? undefined : new URL(settings.EDGE_URL).origin,
    masterKey: settings.MASTER_KEY,
    auditKey: settings.AUDIT_KEY,
    signingKey: settings.SIGNING_KEY,
    edgeToken: settings.EDGE_TOKEN,
    redis: { url: settings.UPSTASH_REDIS_REST_URL, token: settings.UPSTASH_REDIS_REST_TOKEN },
    awsRegion: settings.AWS_REGION,
    usageTableName: settings.USAGE_TABLE_NAME,
    logLevel: settings.LOG_LEVEL,
    trustedProxies: settings.TRUST_PROXY,
    requestsPerMinute: settings.API_REQUESTS_PER_MINUTE,
    webhooksMayBePrivate: settings.WEBHOOK_PRIVATE_ADDRESSES === 'on',
    sso: ssoSettingsOf(settings),
    attention: settings.ATTENTION === 'on',
  })
}

function isOwnOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost'))
}

function withoutProblem(problemOf: (text: string) => string | undefined): z.ZodMiniType<string> {
  return z.string().check(
    z.check((payload) => {
      const message = problemOf(payload.value)
      // The value itself stays out of the issue: it is a secret.
      if (message !== undefined) payload.issues.push({ code: 'custom', input: '', message })
    }),
  )
}
