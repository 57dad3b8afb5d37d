import * as z from 'zod/mini'
import { environmentIdSchema } from '../shared/contracts/name.ts'
import { type ParseResult, parsed } from '../shared/contracts/parse-result.ts'
import { parseWith } from '../shared/contracts/parse-with.ts'
import {
  type Environment,
  type LogLevel,
  logLevelSetting,
  urlSetting,
  wholeNumberSetting,
  withoutEmpty,
} from '../shared/contracts/settings.ts'
import { type CloudConfig, cloudConfigOf, cloudSettings } from './cloud/cloud-settings.ts'

/** Nobody outside the machine needs the health routes before somebody says so. */
const DEFAULT_HOST = '127.0.0.1'
/** The seed's analytics service listened here. */
const DEFAULT_PORT = 8005
const DEFAULT_EVENT_RETENTION_DAYS = 90
const MAX_EVENT_RETENTION_DAYS = 3_650
/** As many characters as HMAC-SHA-256 has bytes. */
const MIN_SECRET_LENGTH = 32

const settingsSchema = z.object({
  ...cloudSettings,
  WORKER_HOST: z._default(z.string().check(z.maxLength(255)), DEFAULT_HOST),
  WORKER_PORT: z._default(wholeNumberSetting(0, 65_535), DEFAULT_PORT),
  UPSTASH_REDIS_REST_URL: urlSetting,
  UPSTASH_REDIS_REST_TOKEN: z.string(),
  PSEUDONYM_SECRET: z.string().check(z.minLength(MIN_SECRET_LENGTH)),
  CLASSIC_ENVIRONMENT: z.optional(environmentIdSchema),
  CLASSIC_USER_IDS: z._default(z.enum(['pseudonym', 'plain']), 'pseudonym'),
  EVENT_RETENTION_DAYS: z._default(wholeNumberSetting(1, MAX_EVENT_RETENTION_DAYS), DEFAULT_EVENT_RETENTION_DAYS),
  LOG_LEVEL: z._default(logLevelSetting, 'info'),
})

export interface WorkerConfig {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly cloud: CloudConfig
  readonly redisUrl: string
  readonly redisToken: string
  readonly pseudonymSecret: string
  /** The environment in whose name the seed's messages are kept. */
  readonly classicEnvironmentId: string | undefined
  readonly classicUserIds: 'pseudonym' | 'plain'
  readonly eventRetentionDays: number
  readonly logLevel: LogLevel
}

/** Reads the worker's settings, or says everything that is wrong with them. Credentials for AWS are the SDK's to find. */
export function readConfig(environment: Environment): ParseResult<WorkerConfig> {
  const result = parseWith(settingsSchema as z.ZodMiniType<z.infer<typeof settingsSchema>>, withoutEmpty(environment))
  if (!result.ok) return result
  const settings = result.value
  return parsed({
    host: settings.WORKER_HOST,
    port: settings.WORKER_PORT,
    cloud: cloudConfigOf(settings),
    redisUrl: settings.UPSTASH_REDIS_REST_URL,
    redisToken: settings.UPSTASH_REDIS_REST_TOKEN,
    pseudonymSecret: settings.PSEUDONYM_SECRET,
    classicEnvironmentId: settings.CLASSIC_ENVIRONMENT,
    classicUserIds: settings.CLASSIC_USER_IDS,
    eventRetentionDays: settings.EVENT_RETENTION_DAYS,
    logLevel: settings.LOG_LEVEL,
  })
}
