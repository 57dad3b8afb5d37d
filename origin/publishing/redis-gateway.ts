import { Redis } from '@upstash/redis'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { ADVANCE_SCRIPT } from './advance-script.ts'

/** What the publisher needs of Redis. Every call rejects when Redis cannot be reached in time or will not do it. */
export interface RulesetStore {
  /** Immutable once a head names it. */
  readonly writeBody: (environmentId: string, version: number, body: string) => Promise<void>
  readonly readBody: (body: BodyName) => Promise<string | null>
  /** How many of these bodies lie there. */
  readonly countBodies: (bodies: readonly BodyName[]) => Promise<number>
  readonly removeBodies: (environmentId: string, versions: readonly number[]) => Promise<void>
  /** Compare-and-set, only ever upwards; see `ADVANCE_SCRIPT`. */
  readonly advance: (advances: readonly Advance[]) => Promise<readonly AdvanceOutcome[]>
  /** Whether Redis answers at all; never rejects. Tells a Redis that is down from one that refuses something. */
  readonly isReachable: () => Promise<boolean>
  /** Heads and access tables as they lie there, `null` where nothing does; in the order asked. */
  readonly readSigned: (environmentIds: readonly string[]) => Promise<readonly SignedPair[]>
}

export interface BodyName {
  readonly environmentId: string
  readonly version: number
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
    writeBody: async (environmentId, version, body) => {
      await patientRedis.set(redisKeys.ruleset(environmentId, version), body)
    },
    readBody: ({ environmentId, version }) => patientRedis.get<string>(redisKeys.ruleset(environmentId, version)),
    countBodies: async (bodies) => {
      const keys = bodies.map(({ environmentId, version }) => redisKeys.ruleset(environmentId, version))
      return keys.length === 0 ? 0 : redis.exists(...keys)
    },
    removeBodies: async (environmentId, versions) => {
      if (versions.length > 0) await redis.del(...versions.map((version) => redisKeys.ruleset(environmentId, version)))
    },
    advance: async (advances) => {
      const keys = advances.map(({ key }) => key)
      const values = advances.flatMap(({ version, envelope, replacing }) => [
        String(version),
        envelope,
        replacing ?? '',
      ])
      const answers = await redis.eval<string[], unknown[]>(ADVANCE_SCRIPT, keys, values)
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
