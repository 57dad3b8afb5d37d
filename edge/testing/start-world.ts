import type { AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Attention } from '../../shared/contracts/head.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { ORIGIN_MARK, redisKeys } from '../../shared/contracts/redis-keys.ts'
import type { RulesetSettings } from '../../shared/contracts/ruleset.ts'
import { accessTable, createSigner, packRuleset, type Signer } from './signing.ts'
import { type SqsStandIn, startSqsStandIn } from './sqs-stand-in.ts'
import { type EdgeOptions, type RunningEdge, startEdge } from './start-edge.ts'
import { type UpstashStandIn, startUpstashStandIn } from './upstash-stand-in.ts'

/** An edge in its runtime, and all that it talks to, over HTTP. */
export interface World {
  readonly url: string
  readonly redis: UpstashStandIn
  readonly sqs: SqsStandIn
  readonly signer: Signer
  /** Publishes flags as the environment's next version. */
  publish(environment: string, flags: readonly Flag[], settings?: Partial<RulesetSettings>): Promise<number>
  /** As `publish`, with attention raised. */
  publishAttentive(environment: string, flags: readonly Flag[], attention: Attention): Promise<number>
  /** Replaces the environment's live keys, by the access table's next version. */
  grant(environment: string, keys: readonly AccessTableKey[]): Promise<void>
  /** A further isolate on the same Redis and queue. */
  startIsolate(changes?: Partial<EdgeOptions>): Promise<RunningEdge>
  close(): Promise<void>
}

interface Publication {
  readonly flags: readonly Flag[]
  readonly settings: Partial<RulesetSettings>
  readonly attention: Attention | null
}

/** What `startWorld` gives the Worker, for those who start one themselves. */
export function varsOf(redis: Pick<UpstashStandIn, 'url'>, sqs: SqsStandIn, publicKey: string): Record<string, string> {
  return {
    RULESET_PUBLIC_KEYS: publicKey,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: 'token',
    SQS_QUEUE_URL: sqs.queueUrl,
    SQS_ENDPOINT: sqs.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    PSEUDONYM_SECRET: 'a secret of at least thirty-two characters',
  }
}

export async function startWorld(options: Partial<EdgeOptions> = {}): Promise<World> {
  const [redis, sqs, signer] = await Promise.all([startUpstashStandIn(), startSqsStandIn(), createSigner()])
  const isolates: RunningEdge[] = []
  const versions = new Map<string, number>()
  const nextVersion = (key: string): number => {
    versions.set(key, (versions.get(key) ?? 0) + 1)
    return versions.get(key) ?? 0
  }
  const startIsolate: World['startIsolate'] = async (changes = {}) => {
    const vars = { ...varsOf(redis, sqs, signer.publicKey), ...options.vars, ...changes.vars }
    const isolate = await startEdge({ ...options, ...changes, vars })
    isolates.push(isolate)
    return isolate
  }
  const advance = (key: string, envelope: string): void => {
    redis.values.set(key, envelope)
    redis.values.set(ORIGIN_MARK, '1')
  }
  const publish = async (environment: string, { flags, settings, attention }: Publication): Promise<number> => {
    const version = nextVersion(`ruleset ${environment}`)
    const whole = { events: { mode: 'off' }, userIds: 'pseudonym', ...settings } as const
    const ruleset = { environment, version, settings: whole, flags }
    const { body, head } = await packRuleset(ruleset, Date.now(), attention)
    redis.values.set(redisKeys.ruleset(environment, version), body)
    advance(redisKeys.head(environment), await signer.sign(head))
    return version
  }
  const { url } = await startIsolate()
  return {
    url,
    redis,
    sqs,
    signer,
    startIsolate,
    publish: (environment, flags, settings = {}) => publish(environment, { flags, settings, attention: null }),
    publishAttentive: (environment, flags, attention) => publish(environment, { flags, settings: {}, attention }),
    grant: async (environment, keys) => {
      const table = accessTable(environment, nextVersion(`access ${environment}`), keys)
      advance(redisKeys.access(environment), await signer.sign(table))
    },
    close: async () => {
      await Promise.all(isolates.map((isolate) => isolate.close()))
      await Promise.all([redis.close(), sqs.close()])
    },
  }
}
