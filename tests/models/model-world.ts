import { generateKeyPairSync } from 'node:crypto'
import { vi } from 'vitest'
import { createRedisWithin } from '../../edge/redis.ts'
import { createRedisSource } from '../../edge/ruleset/redis-source.ts'
import { workerRuntime } from '../../edge/runtime.ts'
import { createSeededRandom } from '../../local/sqs/seeded-random.ts'
import type { Author } from '../../origin/changes/author.ts'
import type { Change } from '../../origin/changes/commit-change.ts'
import { openDatabase } from '../../origin/db/open-database.ts'
import { type EnvironmentScope, findEnvironmentScope } from '../../origin/projects/find-scope.ts'
import { createSigner } from '../../origin/publishing/signer.ts'
import type { ConfigurationPart } from '../../origin/targeting/assemble-flag.ts'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { type InProcessEdge, createInProcessEdge } from '../harness/in-process-edge.ts'
import { type ModelClock, createModelClock } from './model-clock.ts'
import { type ModelOrigin, startModelOrigin } from './model-origin.ts'
import { type ModelRedis, createModelRedis } from './model-redis.ts'
import { type ModelSight, createModelSight } from './model-sight.ts'
import { type ModelTruth, createModelTruth } from './model-truth.ts'
import { watchOtherThreads } from './other-threads.ts'

const AUTHOR: Author = { actor: 'model', address: null, way: 'api', reason: null }

/** An origin, a Redis and several isolates of the edge, all real but the network and the clock, and what the model knows. */
export interface ModelWorld {
  readonly clock: ModelClock
  readonly redis: ModelRedis
  readonly truth: ModelTruth
  readonly sight: ModelSight
  readonly scope: EnvironmentScope
  readonly database: ReturnType<typeof openDatabase>['database']
  readonly isolates: ModelIsolate[]
  /** By flag, what it did before each of its edits. */
  readonly before: Map<string, ConfigurationPart[]>
  /** Its life of this moment. */
  readonly origin: () => ModelOrigin
  readonly restartOrigin: () => void
  readonly startIsolate: (isSleeper: boolean) => ModelIsolate
  /** What a person does at the origin. */
  readonly commit: <T>(make: (change: Change) => T) => Promise<T>
  readonly close: () => void
}

export interface ModelIsolate {
  readonly name: string
  readonly edge: InProcessEdge
  /** Asked only now and then. */
  readonly isSleeper: boolean
  /** The highest version that it served; 0 while it is cold. */
  floor: number
  /** Texts of the keys that it refused when they were dead already. */
  readonly refused: Set<string>
}

const SIGNING_KEY = generateKeyPairSync('ed25519')
  .privateKey.export({ format: 'der', type: 'pkcs8' })
  .toString('base64')

export async function createModelWorld(): Promise<ModelWorld> {
  const signer = await createSigner(SIGNING_KEY)
  const { database, close } = openDatabase(':memory:')
  const scope = findEnvironmentScope(database, { type: 'master' }, { project: 'default', environment: 'production' })
  const environmentId = scope.environment.id
  const threads = watchOtherThreads()
  const redis = createModelRedis()
  const sight = createModelSight()
  const random = createSeededRandom(1)
  const randomBytes = (length: number) => Uint8Array.from({ length }, () => random() * 256)
  let lives = 0
  const startOrigin = (): ModelOrigin =>
    startModelOrigin({ token: `origin-${++lives}`, database, redis, signer, randomBytes })

  const look = async (): Promise<void> => {
    const head = await redis.peek(redisKeys.head(environmentId))
    const access = await redis.peek(redisKeys.access(environmentId))
    sight.look({ isHealthy: redis.isHealthy(), head, access })
  }
  const clock = createModelClock({ isBusy: () => threads.isBusy() || origin.isPacking(), onStep: look })
  let origin = startOrigin()
  let isolatesMade = 0

  const world: ModelWorld = {
    clock,
    redis,
    sight,
    scope,
    database,
    truth: createModelTruth(database, environmentId),
    isolates: [],
    before: new Map(),
    origin: () => origin,
    restartOrigin: () => {
      origin.kill()
      origin = startOrigin()
    },
    startIsolate: (isSleeper) => {
      const redisWithin = createRedisWithin({ url: redis.url, token: 'edge' })
      const source = createRedisSource(redisWithin)
      const runtime = { ...workerRuntime, random: () => 0.5 }
      const edge = createInProcessEdge({ source, runtime, verificationKeys: [signer.verificationKey] })
      return { name: `isolate ${++isolatesMade}`, edge, isSleeper, floor: 0, refused: new Set() }
    },
    commit: async (make) => {
      const made = await clock.until(origin.commit(AUTHOR, make))
      world.truth.note()
      return made
    },
    close: () => {
      origin.kill()
      clock.restore()
      vi.unstubAllGlobals()
      vi.restoreAllMocks()
      close()
    },
  }
  world.truth.note()
  return world
}
