import { join } from 'node:path'
import { USAGE_QUEUE } from '../../shared/contracts/usage-table.ts'
import { type LocalDynamoDb, startDynamoDb } from '../dynamodb/start-dynamodb.ts'
import { type LocalSqs, startSqs } from '../sqs/start-sqs.ts'
import { type LocalRedis, startRedis } from './redis.ts'
import { startTypeScript } from './service-process.ts'
import { describeEnd } from './wait-until-ready.ts'

/** Everything that stands in for the cloud, in this process. */
export interface LocalCloud {
  readonly redis: LocalRedis
  readonly sqs: LocalSqs
  readonly dynamoDb: LocalDynamoDb
  readonly queueUrl: string
  /** What the services need to find it, by the variables they read. */
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

/** Emulators take any credentials; these say what they are. */
const CREDENTIALS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }

export async function startCloud(
  dataDirectory: string,
  redisToken: string,
  onProgress: (step: string) => void,
): Promise<LocalCloud> {
  const redis = await startRedis(dataDirectory, redisToken)
  onProgress(redis.server === undefined ? 'Redis in memory (no redis-server on this machine)' : 'Redis by redis-server')
  const sqs = await startSqs({ port: 0 })
  onProgress('SQS by fauxqs')
  const dynamoDb = await startDynamoDb({ port: 0, dataDirectory: join(dataDirectory, 'dynamodb') })
  onProgress('DynamoDB by dynalite')
  const environment = {
    ...CREDENTIALS,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redisToken,
  }
  await provision(dataDirectory, environment)
  onProgress('queues and tables')
  const close = async (): Promise<void> => {
    await Promise.all([redis.close(), sqs.close(), dynamoDb.close()])
  }
  return { redis, sqs, dynamoDb, queueUrl: `${sqs.queueUrlBase}/${USAGE_QUEUE}`, environment, close }
}

/** Runs what `npm run provision` runs. */
async function provision(dataDirectory: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const service = startTypeScript({ name: 'provision', script: 'worker/provision.ts', dataDirectory, environment })
  const end = await service.ended
  if (end.exitCode !== 0) throw new Error(describeEnd(end))
}
