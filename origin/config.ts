import * as z from 'zod/mini'
import type { ParseResult } from '../shared/contracts/parse-result.ts'
import { parsed } from '../shared/contracts/parse-result.ts'
import { parseWith } from '../shared/contracts/parse-with.ts'
import { USAGE_TABLE } from '../shared/contracts/usage-table.ts'
import { problemOfMasterKey, problemOfSigningKey } from './secret-strength.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface OriginConfig {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly databaseFile: string
  readonly masterKey: string
  /** Ed25519 private key, PKCS #8 DER, base64. */
  readonly signingKey: string
  readonly redis: { readonly url: string; readonly token: string }
  readonly awsRegion: string
  readonly usageTableName: string
  readonly logLevel: string
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number
}

/** Nobody outside the machine reaches the control plane before somebody says so. */
const DEFAULT_HOST = '127.0.0.1'
/** The seed's auth service listened here. */
const DEFAULT_PORT = '8001'
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Reads the origin's settings, or says everything that is wrong with them. Credentials for AWS are the SDK's to find. */
export function readConfig(environment: Environment): ParseResult<OriginConfig> {
  const result = parseWith(settingsSchema, withoutEmpty(environment))
  if (!result.ok) return result
  const settings = result.value
  return parsed({
    host: settings.ORIGIN_HOST ?? DEFAULT_HOST,
    port: Number(settings.ORIGIN_PORT ?? DEFAULT_PORT),
    databaseFile: settings.DATABASE_FILE,
    masterKey: settings.MASTER_KEY,
    signingKey: settings.SIGNING_KEY,
    redis: { url: settings.UPSTASH_REDIS_REST_URL, token: settings.UPSTASH_REDIS_REST_TOKEN },
    awsRegion: settings.AWS_REGION,
    usageTableName: settings.USAGE_TABLE_NAME ?? USAGE_TABLE,
    logLevel: settings.LOG_LEVEL ?? 'info',
    trustedProxies: Number(settings.TRUST_PROXY ?? 0),
  })
}

interface Settings {
  readonly ORIGIN_HOST?: string
  readonly ORIGIN_PORT?: string
  readonly DATABASE_FILE: string
  readonly MASTER_KEY: string
  readonly SIGNING_KEY: string
  readonly UPSTASH_REDIS_REST_URL: string
  readonly UPSTASH_REDIS_REST_TOKEN: string
  readonly AWS_REGION: string
  readonly AWS_ENDPOINT_URL_DYNAMODB?: string
  readonly USAGE_TABLE_NAME?: string
  readonly LOG_LEVEL?: string
  readonly TRUST_PROXY?: string
}

const url = z
  .string()
  .check(z.refine((text) => URL.canParse(text) && /^https?:/.test(text), 'expected a URL of http or https'))

const settingsSchema: z.ZodMiniType<Settings> = z.object({
  ORIGIN_HOST: z.exactOptional(z.string().check(z.maxLength(255))),
  ORIGIN_PORT: z.exactOptional(wholeNumber(65_535)),
  DATABASE_FILE: z.string(),
  MASTER_KEY: withoutProblem(problemOfMasterKey),
  SIGNING_KEY: withoutProblem(problemOfSigningKey),
  UPSTASH_REDIS_REST_URL: url,
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  AWS_REGION: z.string().check(z.regex(/^[a-z0-9-]{1,32}$/, 'expected a region such as sa-east-1')),
  // Read by the AWS SDK itself; here only so that a wrong one is named at the start.
  AWS_ENDPOINT_URL_DYNAMODB: z.exactOptional(url),
  USAGE_TABLE_NAME: z.exactOptional(
    z.string().check(z.regex(/^[\w.-]{3,255}$/, 'expected a DynamoDB table name (3 to 255 of A-Z a-z 0-9 _ . -)')),
  ),
  LOG_LEVEL: z.exactOptional(z.enum(LOG_LEVELS)),
  TRUST_PROXY: z.exactOptional(wholeNumber(10)),
})

function wholeNumber(maximum: number): z.ZodMiniType<string> {
  const isInRange = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= maximum
  return z.string().check(z.refine(isInRange, `expected a whole number from 0 to ${maximum}`))
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

/** A variable that is set to nothing, as compose files and `.env` files do, is not set. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '' && value !== undefined))
}
