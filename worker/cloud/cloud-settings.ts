import * as z from 'zod/mini'
import {
  awsRegionSetting,
  nameSetting,
  tableNameSetting,
  urlSetting,
  wholeNumberSetting,
} from '../../shared/contracts/settings.ts'
import { DEAD_LETTER_QUEUE, EVENTS_TABLE, USAGE_QUEUE, USAGE_TABLE } from '../../shared/contracts/usage-table.ts'

/** A receive is stored in well under a second; the rest is for one that has to be repeated. */
export const DEFAULT_VISIBILITY_TIMEOUT_SECONDS = 30
/** SQS's own bound. */
const MAX_VISIBILITY_TIMEOUT_SECONDS = 43_200

/** Where the queues and tables are: the same for the worker and for what creates them. */
export const cloudSettings = {
  AWS_REGION: awsRegionSetting,
  AWS_ENDPOINT_URL_SQS: z.optional(urlSetting),
  AWS_ENDPOINT_URL_DYNAMODB: z.optional(urlSetting),
  USAGE_QUEUE_NAME: z._default(queueName(), USAGE_QUEUE),
  DEAD_LETTER_QUEUE_NAME: z._default(queueName(), DEAD_LETTER_QUEUE),
  USAGE_TABLE_NAME: z._default(tableNameSetting, USAGE_TABLE),
  EVENTS_TABLE_NAME: z._default(tableNameSetting, EVENTS_TABLE),
  VISIBILITY_TIMEOUT_SECONDS: z._default(
    wholeNumberSetting(1, MAX_VISIBILITY_TIMEOUT_SECONDS),
    DEFAULT_VISIBILITY_TIMEOUT_SECONDS,
  ),
}

export interface CloudConfig {
  readonly region: string
  /** Undefined for AWS itself. */
  readonly sqsEndpoint: string | undefined
  readonly dynamoDbEndpoint: string | undefined
  readonly usageQueueName: string
  readonly deadLetterQueueName: string
  readonly usageTableName: string
  readonly eventsTableName: string
  readonly visibilityTimeoutSeconds: number
}

const cloudSchema = z.object(cloudSettings)

export function cloudConfigOf(settings: z.infer<typeof cloudSchema>): CloudConfig {
  return {
    region: settings.AWS_REGION,
    sqsEndpoint: settings.AWS_ENDPOINT_URL_SQS,
    dynamoDbEndpoint: settings.AWS_ENDPOINT_URL_DYNAMODB,
    usageQueueName: settings.USAGE_QUEUE_NAME,
    deadLetterQueueName: settings.DEAD_LETTER_QUEUE_NAME,
    usageTableName: settings.USAGE_TABLE_NAME,
    eventsTableName: settings.EVENTS_TABLE_NAME,
    visibilityTimeoutSeconds: settings.VISIBILITY_TIMEOUT_SECONDS,
  }
}

function queueName(): z.ZodMiniType<string> {
  return nameSetting(/^[\w-]{1,80}$/, 'expected an SQS queue name (1 to 80 of A-Z a-z 0-9 _ -)')
}
