// oxlint-disable no-restricted-imports -- only tests import this file
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import type { LocalDynamoDb } from '../../local/dynamodb/start-dynamodb.ts'
import { createMemoryStore } from '../../local/redis/memory-store.ts'
import { type RedisFront, startRedisFront } from '../../local/redis/redis-front.ts'
import { type AwsClients, createAwsClients } from '../cloud/aws-clients.ts'
import { createRedisClient } from '../cloud/redis-client.ts'
import { type WorkerConfig, readConfig } from '../config.ts'
import { provision } from '../provision/provision.ts'
import type { Environment } from '../../shared/contracts/settings.ts'
import { startTestDynamoDb } from './local-dynamodb.ts'

const REDIS_TOKEN = 'token-of-the-tests'

/** Every service that the worker talks to, on this machine, with its queues and tables made. */
export interface LocalCloud {
  readonly sqs: FauxqsServer
  readonly dynamoDb: LocalDynamoDb
  readonly redisFront: RedisFront
  readonly aws: AwsClients
  readonly redis: ReturnType<typeof createRedisClient>
  readonly config: WorkerConfig
  /** What a worker process needs to be told. */
  readonly environment: Environment
  close(): Promise<void>
}

export async function startLocalCloud(settings: Environment = {}): Promise<LocalCloud> {
  const store = createMemoryStore()
  const [sqs, dynamoDb, redisFront] = await Promise.all([
    startFauxqs({ port: 0, host: '127.0.0.1', logger: false }),
    startTestDynamoDb(),
    startRedisFront({ store, token: REDIS_TOKEN }),
  ])
  const environment = { ...endpointsOf(sqs, dynamoDb, redisFront), ...settings }
  useTestCredentials(environment)
  const config = configOf(environment)
  const aws = createAwsClients(config.cloud)
  await provision(aws, config.cloud)
  return {
    sqs,
    dynamoDb,
    redisFront,
    aws,
    redis: createRedisClient(config.redisUrl, config.redisToken),
    config,
    environment,
    async close() {
      aws.close()
      await Promise.all([sqs.stop(), dynamoDb.close(), redisFront.close()])
    },
  }
}

function endpointsOf(sqs: FauxqsServer, dynamoDb: LocalDynamoDb, redis: RedisFront): Environment {
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${sqs.port}`,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN,
    PSEUDONYM_SECRET: 'a secret of the tests, long enough for anybody',
    WORKER_PORT: '0',
    LOG_LEVEL: 'silent',
  }
}

/** The SDK looks for credentials in the environment; the stand-ins take any. */
function useTestCredentials(environment: Environment): void {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) process.env[name] = environment[name]
}

function configOf(environment: Environment): WorkerConfig {
  const config = readConfig(environment)
  if (!config.ok) throw new Error(JSON.stringify(config.problems))
  return config.value
}
