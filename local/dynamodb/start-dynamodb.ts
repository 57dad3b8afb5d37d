import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import dynalite from 'dynalite'
import { createFaultSwitch, type FaultSwitch } from '../http/fault-switch.ts'
import { answerUnderFault, type HttpFault } from '../http/http-fault.ts'
import { createHttpForwarder } from '../http/http-forward.ts'
import { startHttpFront, type FrontRequest } from '../http/http-front.ts'
import { createDynamoDbHandler, operationOf } from './dynamodb-handler.ts'

export interface DynamoDbOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Where tables survive a restart; without it everything is in memory. */
  readonly dataDirectory?: string
  readonly nowMs?: () => number
}

/** What a fault's predicate looks at; the operation is `PutItem`, `TransactWriteItems`, … */
export interface DynamoDbCall {
  readonly operation: string
  /** The request's JSON. */
  readonly body: string
}

export interface LocalDynamoDb {
  readonly endpoint: string
  readonly faults: FaultSwitch<HttpFault, DynamoDbCall>
  /** Lets what is under way finish, then closes the tables. */
  close(): Promise<void>
}

/** dynalite changes a table's state after a delay, to be like the cloud; here only its order matters. */
const TABLE_CHANGE_MS = 1

/** Starts dynalite behind a front on 127.0.0.1 that adds transactions and times to live. */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<LocalDynamoDb> {
  const { port, dataDirectory, nowMs = Date.now } = options
  if (dataDirectory !== undefined) mkdirSync(dataDirectory, { recursive: true })
  const server = dynalite({
    createTableMs: TABLE_CHANGE_MS,
    deleteTableMs: TABLE_CHANGE_MS,
    updateTableMs: TABLE_CHANGE_MS,
    ...(dataDirectory === undefined ? {} : { path: join(dataDirectory, 'tables') }),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const forwarder = createHttpForwarder(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const timeToLiveFile = dataDirectory === undefined ? undefined : join(dataDirectory, 'time-to-live.json')
  const handler = createDynamoDbHandler({ forwarder, timeToLiveFile, nowMs })
  const faults = createFaultSwitch<HttpFault, DynamoDbCall>()
  const front = await startHttpFront({ port }, (request, response) =>
    answerUnderFault(response, faults.strike(callOf(request)), () => handler.answer(request)),
  )

  return {
    endpoint: front.url,
    faults,
    close: async () => {
      await front.close()
      await handler.finish()
      forwarder.close()
      await new Promise<void>((resolve, reject) => server.close((cause) => (cause ? reject(cause) : resolve())))
    },
  }
}

function callOf(request: FrontRequest): DynamoDbCall {
  return { operation: operationOf(request), body: request.body.toString() }
}
