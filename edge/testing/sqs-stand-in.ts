import { type ServerResponse, createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { type UsageBatch, parseUsageBatch } from '../../shared/contracts/usage.ts'
import { parseJson } from '../../shared/contracts/json.ts'
import { closeServer, listen } from './upstash-stand-in.ts'

/** Takes `SendMessageBatch` as SQS does, keeps what it took, and fails as it is told. */
export interface SqsStandIn {
  readonly url: string
  readonly queueUrl: string
  /** Message bodies that were taken, in order. */
  readonly taken: string[]
  /** The `traceparent` of each message that was taken, in order. */
  readonly traceparents: (string | undefined)[]
  /** Message bodies of every attempt. */
  readonly attempts: string[]
  /** Sizes of the calls, in messages. */
  readonly calls: number[]
  fault: SqsFault | undefined
  /** The taken messages, by the contract's own parser. */
  batches(): readonly UsageBatch[]
  close(): Promise<void>
}

/** `first_fails` takes all messages of a call but the first, as SQS does with status 200. */
export type SqsFault = 'hang' | 'error' | 'expired' | 'first_fails'

type Attributes = Readonly<Record<string, { readonly StringValue: string }>>

interface SendMessageBatch {
  readonly QueueUrl: string
  readonly Entries: readonly {
    readonly Id: string
    readonly MessageBody: string
    readonly MessageAttributes?: Attributes
  }[]
}

export async function startSqsStandIn(): Promise<SqsStandIn> {
  const taken: string[] = []
  const traceparents: (string | undefined)[] = []
  const attempts: string[] = []
  const calls: number[] = []
  const server = createServer((request, response) => {
    void json(request).then((body) => answer(body as SendMessageBatch, response))
  })
  const answer = ({ Entries }: SendMessageBatch, response: ServerResponse): void => {
    calls.push(Entries.length)
    attempts.push(...Entries.map((entry) => entry.MessageBody))
    if (standIn.fault === 'error') response.writeHead(503).end('{"__type":"ServiceUnavailable"}')
    if (standIn.fault === 'expired') response.writeHead(403).end('{"__type":"ExpiredTokenException"}')
    if (standIn.fault !== undefined && standIn.fault !== 'first_fails') return
    const failed = standIn.fault === 'first_fails' ? 1 : 0
    taken.push(...Entries.slice(failed).map((entry) => entry.MessageBody))
    traceparents.push(
      ...Entries.slice(failed).map(({ MessageAttributes }) => MessageAttributes?.['traceparent']?.StringValue),
    )
    response.setHeader('content-type', 'application/x-amz-json-1.0')
    response.end(JSON.stringify(replyTo(Entries, failed)))
  }
  const url = await listen(server)
  const standIn: SqsStandIn = {
    url,
    queueUrl: `${url}/000000000000/togglemaster-events`,
    taken,
    traceparents,
    attempts,
    calls,
    fault: undefined,
    batches: () => taken.map(readBatch),
    close: () => closeServer(server),
  }
  return standIn
}

function replyTo(entries: SendMessageBatch['Entries'], failed: number) {
  return {
    Failed: entries.slice(0, failed).map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
    Successful: entries.slice(failed).map(({ Id }) => ({ Id, MessageId: Id, MD5OfMessageBody: '' })),
  }
}

export function readBatch(text: string): UsageBatch {
  const json = parseJson(text)
  const batch = parseUsageBatch(json.ok ? json.value : undefined)
  if (!batch.ok) throw new Error(`not a usage batch: ${JSON.stringify(batch.problems)}`)
  return batch.value
}
