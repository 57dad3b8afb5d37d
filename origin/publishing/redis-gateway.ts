import { Redis } from '@upstash/redis'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { ADVANCE_SCRIPT } from './advance-script.ts'

/** What the publisher needs of Redis. Every call rejects when Redis cannot be reached in time or will not do it. */
export interface RulesetStore {
  /** `null` also for what is no text: it is as good as absent, and is replaced. */
  readonly readBody: (body: BodyName) => Promise<string | null>
  /** How many of these bodies lie there. */
  readonly countBodies: (bodies: readonly BodyName[]) => Promise<number>
  /**
   * Compare-and-set, only ever upwards; see `ADVANCE_SCRIPT`. A new body is written before it and old ones are removed
   * after it, in one transaction: one way to Redis and back, and no head lies there without its body.
   */
  readonly advance: (advances: readonly Advance[], bodies?: BodyChange) => Promise<readonly AdvanceOutcome[]>
  /** Whether Redis answers at all; never rejects. Tells a Redis that is down from one that refuses something. */
  readonly isReachable: () => Promise<boolean>
  /** Heads and access tables as they lie there, `null` where nothing does; in the order asked. */
  readonly readSigned: (environmentIds: readonly string[]) => Promise<readonly SignedPair[]>
}

export interface BodyName {
  readonly environmentId: string
  readonly version: number
}

export interface BodyChange {
  /** Immutable once a head names it. */
  readonly written: BodyName & { readonly body: string }
  readonly removed: readonly BodyName[]
}

export interface Advance {
  readonly key: string
  readonly version: number
  readonly envelope: string
  /** This exact text may be replaced whatever version it claims. */
  readonly replacing?: string
}

export type AdvanceOutcome = { readonly state: 'set' } | { readonly state: 'behind'; readonly lying: number }

export interface SignedPair {
  readonly head: string | null
  readonly access: string | null
}

/** A body of 7 MB over a slow line. */
const BODY_MS = 10_000
/** Everything else is small; a Redis that hangs must not hold up the next try for longer. */
const SMALL_MS = 2_000

export interface RedisConnection {
  readonly url: string
  readonly token: string
}

/** The only file of the origin that knows the Redis client. */
export function createRedisGateway(connection: RedisConnection): RulesetStore {
  const redis = connect(connection, SMALL_MS)
  const patientRedis = connect(connection, BODY_MS)
  return {
    // GET would fail on a key of another type.
    readBody: async (body) => (await patientRedis.mget<(string | null)[]>(keyOf(body)))[0] ?? null,
    countBodies: async (bodies) => (bodies.length === 0 ? 0 : redis.exists(...bodies.map(keyOf))),
    advance: async (advances, bodies) => {
      const keys = advances.map(({ key }) => key)
      const values = advances.flatMap(({ version, envelope, replacing }) => [
        String(version),
        envelope,
        replacing ?? '',
      ])
      const answers =
        bodies === undefined
          ? await redis.eval<string[], unknown[]>(ADVANCE_SCRIPT, keys, values)
          : await advanceWithBodies(patientRedis, { keys, values }, bodies)
      return answers.map((answer) => {
        const lying = Number(answer)
        return lying === 0 ? { state: 'set' } : { state: 'behind', lying }
      })
    },
    isReachable: () =>
      redis.ping().then(
        () => true,
        () => false,
      ),
    readSigned: async (environmentIds) => {
      const keys = environmentIds.flatMap((id) => [redisKeys.head(id), redisKeys.access(id)])
      if (keys.length === 0) return []
      const values = await redis.mget<(string | null)[]>(...keys)
      return environmentIds.map((_, i) => ({ head: values[2 * i] ?? null, access: values[2 * i + 1] ?? null }))
    },
  }
}

async function advanceWithBodies(
  redis: Redis,
  { keys, values }: { readonly keys: string[]; readonly values: string[] },
  { written, removed }: BodyChange,
): Promise<readonly unknown[]> {
  const transaction = redis.multi()
  transaction.set(keyOf(written), written.body)
  transaction.eval(ADVANCE_SCRIPT, keys, values)
  if (removed.length > 0) transaction.del(...removed.map(keyOf))
  // Rejects when one of them failed.
  const [, answers] = await transaction.exec<[unknown, unknown[]]>()
  return answers
}

function keyOf({ environmentId, version }: BodyName): string {
  return redisKeys.ruleset(environmentId, version)
}

function connect(connection: RedisConnection, limitMs: number): Redis {
  return new Redis({
    ...connection,
    retry: { retries: 0 },
    enableAutoPipelining: false,
    automaticDeserialization: false,
    enableTelemetry: false,
    signal: () => AbortSignal.timeout(limitMs),
  })
}
