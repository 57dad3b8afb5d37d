import * as z from 'zod/mini'
import { type VerificationKey, parseVerificationKeys } from '../shared/contracts/envelope.ts'
import { environmentIdSchema } from '../shared/contracts/name.ts'
import { type ParseResult, parsed, refused } from '../shared/contracts/parse-result.ts'
import { parseWith } from '../shared/contracts/parse-with.ts'
import { urlSetting } from '../shared/contracts/settings.ts'
import type { RateLimiter } from './access/rate-limiter.ts'

/** All that the Worker's bindings say. */
export interface EdgeConfig {
  readonly verificationKeys: readonly VerificationKey[]
  readonly redis: { readonly url: string; readonly token: string }
  /** Asked where Redis cannot be, or shows something old; never where absent. */
  readonly origin: OriginAddress | undefined
  readonly sqs: SqsConfig
  readonly pseudonymSecret: string
  /** The environment that the seed's route serves without a key; closed when absent. */
  readonly classicEnvironment: string | undefined
  /** Absent bindings limit nothing: not every runtime has them. */
  readonly classicLimiter: RateLimiter | undefined
  readonly guessLimiter: RateLimiter | undefined
}

export interface OriginAddress {
  readonly url: string
  /** The one that the origin has as `EDGE_TOKEN`. */
  readonly token: string
}

export interface SqsConfig {
  readonly queueUrl: string
  /** Only where the queue is not Amazon's. */
  readonly endpoint: string | undefined
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string | undefined
}

const text = z.string().check(z.minLength(1))
const limiter = z.custom<RateLimiter>(isRateLimiter, 'expected a rate limit binding')

const bindingsSchema = z.object({
  RULESET_PUBLIC_KEYS: text,
  UPSTASH_REDIS_REST_URL: urlSetting,
  UPSTASH_REDIS_REST_TOKEN: text,
  ORIGIN_URL: z.optional(urlSetting),
  EDGE_TOKEN: z.optional(z.string().check(z.minLength(32))),
  SQS_QUEUE_URL: urlSetting,
  SQS_ENDPOINT: z.optional(urlSetting),
  AWS_REGION: text,
  AWS_ACCESS_KEY_ID: text,
  AWS_SECRET_ACCESS_KEY: text,
  AWS_SESSION_TOKEN: z.optional(text),
  PSEUDONYM_SECRET: z.string().check(z.minLength(32)),
  CLASSIC_ENVIRONMENT: z.optional(environmentIdSchema),
  CLASSIC_LIMIT: z.optional(limiter),
  GUESS_LIMIT: z.optional(limiter),
})

/** Reads the Worker's bindings; an empty text counts as absent. All problems are reported at once, and no value is quoted. */
export async function readConfig(env: object): Promise<ParseResult<EdgeConfig>> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const bindings = parseWith<z.infer<typeof bindingsSchema>>(bindingsSchema, given)
  const keys = await readPublicKeys(given['RULESET_PUBLIC_KEYS'])
  const origin = readOrigin(given)
  if (!bindings.ok || !keys.ok || !origin.ok) {
    return { ok: false, problems: [bindings, keys, origin].flatMap((part) => (part.ok ? [] : part.problems)) }
  }
  const { value } = bindings
  return parsed({
    verificationKeys: keys.value,
    redis: { url: value.UPSTASH_REDIS_REST_URL, token: value.UPSTASH_REDIS_REST_TOKEN },
    origin: origin.value,
    sqs: {
      queueUrl: value.SQS_QUEUE_URL,
      endpoint: value.SQS_ENDPOINT,
      region: value.AWS_REGION,
      accessKeyId: value.AWS_ACCESS_KEY_ID,
      secretAccessKey: value.AWS_SECRET_ACCESS_KEY,
      sessionToken: value.AWS_SESSION_TOKEN,
    },
    pseudonymSecret: value.PSEUDONYM_SECRET,
    classicEnvironment: value.CLASSIC_ENVIRONMENT,
    classicLimiter: value.CLASSIC_LIMIT,
    guessLimiter: value.GUESS_LIMIT,
  })
}

/** One of the two without the other would be an origin that is never asked, which nobody would notice before Redis is down. */
function readOrigin({
  ORIGIN_URL,
  EDGE_TOKEN,
}: Readonly<Record<string, unknown>>): ParseResult<OriginAddress | undefined> {
  if (typeof ORIGIN_URL === 'string' && typeof EDGE_TOKEN === 'string') {
    return parsed({ url: ORIGIN_URL.replace(/\/+$/, ''), token: EDGE_TOKEN })
  }
  if (ORIGIN_URL === undefined && EDGE_TOKEN === undefined) return parsed(undefined)
  const [missing, given] = ORIGIN_URL === undefined ? ['ORIGIN_URL', 'EDGE_TOKEN'] : ['EDGE_TOKEN', 'ORIGIN_URL']
  return refused(`required beside ${given}`, [missing])
}

/** An absent one is the schema's to report. */
async function readPublicKeys(given: unknown): Promise<ParseResult<readonly VerificationKey[]>> {
  if (typeof given !== 'string') return parsed([])
  const keys = await parseVerificationKeys(given)
  if (keys.ok) return keys
  return {
    ok: false,
    problems: keys.problems.map(({ path, message }) => ({ path: ['RULESET_PUBLIC_KEYS', ...path], message })),
  }
}

function isRateLimiter(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'limit' in value && typeof value.limit === 'function'
}
