import { createFaultSwitch, type FaultSwitch } from '../http/fault-switch.ts'
import { answerUnderFault, type HttpFault } from '../http/http-fault.ts'
import { createHttpForwarder } from '../http/http-forward.ts'
import { startHttpFront, type FrontRequest, type HttpAnswer } from '../http/http-front.ts'
import { acceptedEntries, drawCopies } from './message-copies.ts'
import { queueUrlAt, translateQueueUrls } from './queue-urls.ts'
import { createSeededRandom } from './seeded-random.ts'

export interface DuplicatingFrontOptions {
  /** The endpoint of the SQS behind the front. */
  readonly upstream: string
  readonly port?: number
  /** How many of the messages are delivered twice: 0, the default, none, 1 all. */
  readonly share?: number
  /** The same seed doubles the same messages of the same sequence of sends. */
  readonly seed?: number
  /** A copy is visible after 0 to this many whole seconds; the default lets it come beside its original or later. */
  readonly maxDelaySeconds?: number
}

/** What a fault's predicate looks at; the operation is `SendMessage`, `ReceiveMessage`, … */
export interface SqsCall {
  readonly operation: string
  /** The request's JSON. */
  readonly body: string
}

export interface DuplicatingFront {
  /** Clients use it instead of the upstream's; queue URLs begin with the address that they were asked for at. */
  readonly endpoint: string
  readonly faults: FaultSwitch<HttpFault, SqsCall>
  /** How many messages SQS accepted through this front, their copies not counted. */
  readonly accepted: number
  /** How many copies SQS accepted: exactly so many messages will be received once more than they were sent. */
  readonly duplicated: number
  close(): Promise<void>
}

/**
 * A proxy before SQS that makes true what SQS only threatens: messages that are delivered twice, at another time and in
 * another company, and calls that fail. A fault of kind `truncate` accepts a message and loses the answer.
 */
export async function startDuplicatingFront(options: DuplicatingFrontOptions): Promise<DuplicatingFront> {
  const { upstream, port, share = 0, seed = 1, maxDelaySeconds = 1 } = options
  const copyOptions = { share, maxDelaySeconds, random: createSeededRandom(seed) }
  const forwarder = createHttpForwarder(upstream)
  const faults = createFaultSwitch<HttpFault, SqsCall>()
  const counted = { accepted: 0, duplicated: 0 }

  const sendBatch = async (request: FrontRequest, batch: object): Promise<number> => {
    const headers = { ...request.headers, 'x-amz-target': 'AmazonSQS.SendMessageBatch' }
    const answer = await forwarder.forward({ ...request, headers, body: toBytes(batch) })
    return answer.status === 200 ? acceptedCount(parse(answer.body)) : 0
  }
  const duplicate = async (request: FrontRequest, sent: JsonObject, answer: HttpAnswer): Promise<void> => {
    const entries = acceptedEntries(operationOf(request), sent, parse(answer.body))
    counted.accepted += entries.length
    const copies = drawCopies(entries, copyOptions)
    if (copies.length === 0) return
    counted.duplicated += await sendBatch(request, { QueueUrl: sent['QueueUrl'], Entries: copies })
  }
  const work = async (request: FrontRequest): Promise<HttpAnswer> => {
    const sent = translateQueueUrls(parse(request.body), (url) => queueUrlAt(upstream, url))
    const answer = await forwarder.forward({ ...request, body: toBytes(sent) })
    if (answer.status === 200) await duplicate(request, sent, answer)
    const endpoint = `http://${request.headers.host}`
    const received = translateQueueUrls(parse(answer.body), (url) => queueUrlAt(endpoint, url))
    return { ...answer, body: toBytes(received) }
  }

  const front = await startHttpFront({ port }, (request, response) =>
    answerUnderFault(response, faults.strike(callOf(request)), () => work(request)),
  )
  return {
    endpoint: front.url,
    faults,
    get accepted() {
      return counted.accepted
    },
    get duplicated() {
      return counted.duplicated
    },
    close: async () => {
      await front.close()
      forwarder.close()
    },
  }
}

type JsonObject = Readonly<Record<string, unknown>>

function callOf(request: FrontRequest): SqsCall {
  return { operation: operationOf(request), body: request.body.toString() }
}

function operationOf({ headers }: FrontRequest): string {
  return String(headers['x-amz-target'] ?? '').replace(/^.*\./u, '')
}

/** Some operations answer with nothing at all. */
function parse(body: Buffer): JsonObject {
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as JsonObject)
}

function toBytes(value: object): Buffer {
  return Buffer.from(JSON.stringify(value))
}

function acceptedCount(answer: JsonObject): number {
  return ((answer['Successful'] ?? []) as readonly unknown[]).length
}
