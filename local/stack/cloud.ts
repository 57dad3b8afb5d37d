import { join } from 'node:path'
import { USAGE_QUEUE } from '../../shared/contracts/usage-table.ts'
import { type LocalDynamoDb, startDynamoDb } from '../dynamodb/start-dynamodb.ts'
import { type DuplicatingFront, startDuplicatingFront } from '../sqs/duplicating-front.ts'
import { keepMessages, restoreMessages } from '../sqs/kept-messages.ts'
import { type LocalSqs, startSqs } from '../sqs/start-sqs.ts'
import type { RedisFaults } from '../redis/redis-faults.ts'
import type { TcpFaults } from '../tcp/tcp-fault.ts'
import { startTcpProxy } from '../tcp/tcp-proxy.ts'
import { type LocalRedis, startRedis } from './redis.ts'
import { startTypeScript } from './service-process.ts'
import { describeEnd } from './wait-until-ready.ts'

/** Everything that stands in for the cloud, in this process. */
export interface LocalCloud {
  readonly redis: LocalRedis
  /** Looks into queues; the services reach it through the front before it. */
  readonly sqs: LocalSqs
  readonly sqsFront: DuplicatingFront
  readonly dynamoDb: LocalDynamoDb
  readonly queueUrl: string
  /** What goes wrong on the way to each of them. */
  readonly faults: { readonly redis: RedisFaults; readonly sqs: TcpFaults; readonly dynamoDb: TcpFaults }
  /** What the services need to find it, by the variables they read. */
  readonly environment: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

/** Emulators take any credentials; these say what they are. */
const CREDENTIALS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }

export interface CloudOptions {
  readonly dataDirectory: string
  readonly redisToken: string
  /** The share of the SQS messages that are delivered twice, 0 to 1. */
  readonly duplicatedShare: number
  /** Further variables for the services. */
  readonly environment: Readonly<Record<string, string>>
}

export async function startCloud(
  { dataDirectory, redisToken, duplicatedShare, environment: further }: CloudOptions,
  onProgress: (step: string) => void,
): Promise<LocalCloud> {
  const redis = await startRedis(dataDirectory, redisToken)
  onProgress(redis.server === undefined ? 'Redis in memory (no redis-server on this machine)' : 'Redis by redis-server')
  const sqs = await startSqs()
  const sqsFront = await startDuplicatingFront({ upstream: sqs.endpoint, share: duplicatedShare })
  onProgress('SQS by fauxqs')
  const dynamoDb = await startDynamoDb({ dataDirectory: join(dataDirectory, 'dynamodb') })
  onProgress('DynamoDB by dynalite')
  const wayToSqs = await startTcpProxy(sqsFront.endpoint)
  const wayToDynamoDb = await startTcpProxy(dynamoDb.endpoint)
  const environment = {
    ...CREDENTIALS,
    AWS_ENDPOINT_URL_SQS: wayToSqs.url,
    AWS_ENDPOINT_URL_DYNAMODB: wayToDynamoDb.url,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: redisToken,
    ...further,
  }
  const keptMessages = join(dataDirectory, 'queue.json')
  await provision(dataDirectory, environment)
  await restoreMessages(sqs, USAGE_QUEUE, keptMessages)
  onProgress('queues and tables')
  const close = async (): Promise<void> => {
    await Promise.all([wayToSqs.close(), wayToDynamoDb.close()])
    await sqsFront.close()
    await keepMessages(sqs, USAGE_QUEUE, keptMessages)
    await Promise.all([redis.close(), sqs.close(), dynamoDb.close()])
  }
  const queueUrl = sqs.queueUrlBase.replace(sqs.endpoint, wayToSqs.url) + `/${USAGE_QUEUE}`
  const faults = { redis: redis.faults, sqs: wayToSqs.faults, dynamoDb: wayToDynamoDb.faults }
  return { redis, sqs, sqsFront, dynamoDb, queueUrl, faults, environment, close }
}

/** Runs what `npm run provision` runs. */
async function provision(dataDirectory: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const service = startTypeScript({ name: 'provision', script: 'worker/provision.ts', dataDirectory, environment })
  const end = await service.ended
  if (end.exitCode !== 0) throw new Error(describeEnd(end))
}
