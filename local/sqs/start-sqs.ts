import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buildApp } from 'fauxqs'
import { queueUrlAt, translateQueueUrls } from './queue-urls.ts'

export interface QueueDefinition {
  readonly name: string
  /** As CreateQueue takes them: `{ VisibilityTimeout: '60' }`. */
  readonly attributes?: Readonly<Record<string, string>>
}

export interface SqsOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Created before anybody can ask for them; a dead-letter queue comes before the queue that names it. */
  readonly queues?: readonly QueueDefinition[]
}

/** The bodies of a queue's messages, by what a consumer could do with them now. */
export interface QueueContents {
  readonly ready: readonly string[]
  readonly delayed: readonly string[]
  readonly inFlight: readonly string[]
}

export interface LocalSqs {
  readonly endpoint: string
  /** A queue's URL is this, a slash and its name. */
  readonly queueUrlBase: string
  /** Puts a message into a queue as any sender would. */
  send(name: string, body: string): Promise<void>
  /** Looks into a queue without receiving from it. */
  inspectQueue(name: string): Promise<QueueContents>
  close(): Promise<void>
}

type JsonObject = Readonly<Record<string, unknown>>

/** What is used of fauxqs's Fastify application; its own types do not resolve. */
interface FauxqsApp {
  readonly server: Server
  addHook(name: 'preHandler', hook: (request: { body: unknown }) => Promise<void>): void
  addHook(
    name: 'preSerialization',
    hook: (request: unknown, reply: unknown, payload: unknown) => Promise<unknown>,
  ): void
  listen(options: { readonly port: number; readonly host: string }): Promise<string>
  inject(request: string | InjectedRequest): Promise<{ readonly statusCode: number; readonly payload: string }>
  close(): Promise<void>
}

interface InjectedRequest {
  readonly method: 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
}

const ACCOUNT_ID = '000000000000'
const PROTOCOL = 'application/x-amz-json-1.0'

/**
 * Starts fauxqs on 127.0.0.1: everything is in memory and ends with the process.
 * Its own server would listen on every interface, and names queues by a host (`sqs.<region>.localhost`) that not every
 * system resolves; here a queue's URL begins with the endpoint. One region, one account.
 */
export async function startSqs({ port = 0, queues = [] }: SqsOptions = {}): Promise<LocalSqs> {
  const app = buildApp({ logger: false }) as unknown as FauxqsApp
  /** From the URLs that we tell to the URLs by which fauxqs knows its queues. */
  const innerUrls = new Map<string, string>()
  let endpoint = ''
  const toOuter = (inner: string): string => {
    const outer = queueUrlAt(endpoint, inner)
    innerUrls.set(outer, inner)
    return outer
  }
  app.addHook('preHandler', async (request) => {
    if (isObject(request.body)) request.body = translateQueueUrls(request.body, (url) => innerUrls.get(url) ?? url)
  })
  app.addHook('preSerialization', async (_request, _reply, payload) =>
    isObject(payload) ? translateQueueUrls(payload, toOuter) : payload,
  )
  await app.listen({ port, host: '127.0.0.1' })
  endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`

  const command = async (operation: string, queue: string, body: object): Promise<void> => {
    const answer = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': PROTOCOL, 'x-amz-target': `AmazonSQS.${operation}` },
      payload: JSON.stringify(body),
    })
    if (answer.statusCode !== 200) throw new Error(`${operation} of the queue ${queue} failed: ${answer.payload}`)
  }
  for (const { name, attributes } of queues)
    await command('CreateQueue', name, { QueueName: name, Attributes: attributes })
  const queueUrlBase = `${endpoint}/${ACCOUNT_ID}`
  return {
    endpoint,
    queueUrlBase,
    send: (name, body) => command('SendMessage', name, { QueueUrl: `${queueUrlBase}/${name}`, MessageBody: body }),
    inspectQueue: async (name) => {
      const answer = await app.inject(`/_fauxqs/queues/${name}`)
      if (answer.statusCode !== 200) throw new Error(`no such queue: ${name}`)
      return readContents(JSON.parse(answer.payload) as Inspection)
    },
    close: () => app.close(),
  }
}

interface Message {
  readonly body: string
}

interface Inspection {
  readonly messages: {
    readonly ready: readonly Message[]
    readonly delayed: readonly Message[]
    readonly inflight: readonly { readonly message: Message }[]
  }
}

function readContents({ messages }: Inspection): QueueContents {
  return {
    ready: messages.ready.map(({ body }) => body),
    delayed: messages.delayed.map(({ body }) => body),
    inFlight: messages.inflight.map(({ message }) => message.body),
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
}
