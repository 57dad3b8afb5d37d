import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningEdge, startEdge } from '../../edge/testing/start-edge.ts'
import { startSqsStandIn } from '../../edge/testing/sqs-stand-in.ts'
import { varsOf } from '../../edge/testing/start-world.ts'
import { findFreePort } from '../../local/http/free-port.ts'
import { findRedisServer } from '../../local/redis/find-redis-server.ts'
import { openRedisServerStore } from '../../local/redis/redis-server-store.ts'
import { type StackSecrets, makeSecrets } from '../../local/stack/secrets.ts'
import { type ServiceProcess, startTypeScript } from '../../local/stack/service-process.ts'
import { waitUntilReady } from '../../local/stack/wait-until-ready.ts'
import { createSigner } from '../../origin/publishing/signer.ts'
import { createEvaluator } from './evaluate.ts'
import { type MeteredFront, startMeteredFront } from './metered-front.ts'
import { type OriginApi, openOriginApi } from './origin-api.ts'
import { seedDatabase } from './seed-database.ts'

/** An origin process, a redis-server and several workerd processes, with nothing between them but their meters. */
export interface World {
  readonly api: OriginApi
  readonly originFront: MeteredFront
  readonly isolates: readonly Isolate[]
  /** Between everybody and Redis. */
  setRoundTrip(ms: number): Promise<void>
  close(): Promise<void>
}

export interface Isolate {
  readonly url: string
  readonly front: MeteredFront
}

export interface WorldOptions {
  readonly isolates: number
  readonly flags: number
  /** Further variables for the origin. */
  readonly environment: Readonly<Record<string, string>>
}

const FIRST_DECISION_WITHIN_MS = 60_000

type Cleanup = () => Promise<void> | void

export async function startWorld(options: WorldOptions): Promise<World> {
  const cleanups: Cleanup[] = []
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.toReversed()) await cleanup()
  }
  try {
    return { ...(await startParts(options, cleanups)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function startParts(options: WorldOptions, cleanups: Cleanup[]): Promise<Omit<World, 'close'>> {
  const directory = mkdtempSync(join(tmpdir(), 'togglemaster-propagation-'))
  cleanups.push(() => rmSync(directory, { recursive: true }))
  const secrets = makeSecrets()
  const executable = findRedisServer(process.env['PATH'] ?? '')
  if (executable === undefined) throw new Error('this benchmark needs a redis-server on the PATH')
  const redis = await openRedisServerStore({ executable, dataDirectory: join(directory, 'redis') })
  cleanups.push(() => redis.close())
  const openFront = async (): Promise<MeteredFront> => {
    const front = await startMeteredFront(redis, secrets.redisToken)
    cleanups.push(() => front.close())
    return front
  }
  const originFront = await openFront()
  const api = await startOrigin(options, { directory, secrets, redisUrl: originFront.url }, cleanups)
  const sqs = await startSqsStandIn()
  cleanups.push(() => sqs.close())
  const { publicKey } = await createSigner(secrets.signingKey)
  const isolates: (Isolate & RunningEdge)[] = []
  for (let i = 0; i < options.isolates; i++) {
    const front = await openFront()
    const vars = { ...varsOf(front, sqs, publicKey), UPSTASH_REDIS_REST_TOKEN: secrets.redisToken }
    const edge = await startEdge({ vars })
    cleanups.push(() => edge.close())
    isolates.push({ ...edge, front })
  }
  await Promise.all(isolates.map((isolate) => untilDecided(isolate, api.serverKey)))
  return {
    api,
    originFront,
    isolates,
    setRoundTrip: async (ms) => {
      for (const front of [originFront, ...isolates.map((isolate) => isolate.front)]) await front.setRoundTrip(ms)
    },
  }
}

/** The first publication of a large ruleset takes a while; until then the new key is not known. */
async function untilDecided({ url }: Isolate, key: string): Promise<void> {
  const { evaluate, close } = createEvaluator(url, key)
  const deadlineMs = Date.now() + FIRST_DECISION_WITHIN_MS
  const isDecided = (): Promise<boolean> =>
    evaluate().then(
      () => true,
      (error: unknown) => {
        if (Date.now() > deadlineMs) throw error
        return false
      },
    )
  while (!(await isDecided())) await sleep(100)
  close()
}

interface OriginParts {
  readonly directory: string
  readonly secrets: StackSecrets
  readonly redisUrl: string
}

async function startOrigin(
  { flags, environment }: WorldOptions,
  { directory, secrets, redisUrl }: OriginParts,
  cleanups: Cleanup[],
): Promise<OriginApi> {
  const databaseFile = join(directory, 'origin.sqlite')
  await seedDatabase(databaseFile, flags, secrets.auditKey)
  mkdirSync(join(directory, 'logs'))
  const port = await findFreePort()
  const origin: ServiceProcess = startTypeScript({
    name: 'origin',
    script: 'origin/main.ts',
    dataDirectory: directory,
    environment: {
      ORIGIN_PORT: String(port),
      DATABASE_FILE: databaseFile,
      MASTER_KEY: secrets.masterKey,
      AUDIT_KEY: secrets.auditKey,
      SIGNING_KEY: secrets.signingKey,
      UPSTASH_REDIS_REST_URL: redisUrl,
      UPSTASH_REDIS_REST_TOKEN: secrets.redisToken,
      AWS_REGION: 'us-east-1',
      ...environment,
    },
  })
  cleanups.push(() => origin.stop())
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(origin, `${url}/readyz`)
  return openOriginApi(url, secrets.masterKey)
}
