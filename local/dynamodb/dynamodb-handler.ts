import { crc32 } from 'node:zlib'
import { jsonAnswer, type FrontRequest, type HttpAnswer } from '../http/http-front.ts'
import type { HttpForwarder } from '../http/http-forward.ts'
import { createClientTokens } from './client-tokens.ts'
import { createDynaliteClient, type DynaliteClient, type JsonObject } from './dynalite-client.ts'
import { DynamoDbError, validationException } from './dynamodb-error.ts'
import { createReadWriteLock } from './read-write-lock.ts'
import { createTimeToLive } from './time-to-live.ts'
import { parseTransactionRequest } from './transaction-request.ts'
import { writeTransaction } from './write-transaction.ts'

export interface DynamoDbHandler {
  answer(request: FrontRequest): Promise<HttpAnswer>
  /** Resolves when everything that was under way has ended. */
  finish(): Promise<void>
}

export interface DynamoDbHandlerOptions {
  readonly forwarder: HttpForwarder
  readonly timeToLiveFile: string | undefined
  readonly nowMs: () => number
}

/** Answers what dynalite cannot, and hands it everything else as it came. A transaction runs alone. */
export function createDynamoDbHandler({ forwarder, timeToLiveFile, nowMs }: DynamoDbHandlerOptions): DynamoDbHandler {
  const lock = createReadWriteLock()
  const tokens = createClientTokens(nowMs)
  const timeToLive = createTimeToLive(timeToLiveFile)

  const transact = async (client: DynaliteClient, body: JsonObject): Promise<JsonObject> => {
    const { actions, clientRequestToken } = parseTransactionRequest(body)
    const work = (): Promise<void> => writeTransaction(client, actions)
    if (clientRequestToken === undefined) await work()
    else await tokens.once(clientRequestToken, JSON.stringify(body['TransactItems']), work)
    return {}
  }
  const forward = async (request: FrontRequest): Promise<HttpAnswer> => {
    const answer = await forwarder.forward(request)
    if (operationOf(request) === 'DeleteTable' && answer.status === 200) {
      timeToLive.forget(String(parseBody(request)['TableName']))
    }
    return answer
  }

  return {
    answer: (request) => {
      switch (operationOf(request)) {
        case 'TransactWriteItems':
          return lock.alone(() => answerOurselves(forwarder, request, transact))
        case 'UpdateTimeToLive':
          return lock.alone(() =>
            answerOurselves(forwarder, request, (client, body) => timeToLive.update(client, body)),
          )
        case 'DescribeTimeToLive':
          return lock.share(() =>
            answerOurselves(forwarder, request, (client, body) => timeToLive.describe(client, body)),
          )
        default:
          return lock.share(() => forward(request))
      }
    },
    finish: () => lock.alone(async () => undefined),
  }
}

export function operationOf({ headers }: FrontRequest): string {
  return String(headers['x-amz-target'] ?? '').replace(/^.*\./u, '')
}

async function answerOurselves(
  forwarder: HttpForwarder,
  request: FrontRequest,
  work: (client: DynaliteClient, body: JsonObject) => Promise<JsonObject>,
): Promise<HttpAnswer> {
  try {
    return signedAnswer(200, await work(createDynaliteClient(forwarder, request), parseBody(request)))
  } catch (cause) {
    if (cause instanceof DynamoDbError) return signedAnswer(400, cause.body)
    throw cause
  }
}

function parseBody({ body }: FrontRequest): JsonObject {
  try {
    return JSON.parse(body.toString()) as JsonObject
  } catch {
    throw validationException('The body is not JSON')
  }
}

/** With the checksum of the body that clients of DynamoDB verify. */
function signedAnswer(status: number, value: JsonObject): HttpAnswer {
  const answer = jsonAnswer(status, value, 'application/x-amz-json-1.0')
  return { ...answer, headers: { ...answer.headers, 'x-amz-crc32': String(crc32(answer.body)) } }
}
