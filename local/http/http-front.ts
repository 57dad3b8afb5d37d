import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A request whose body has arrived whole; the socket can no longer fail underneath its reader. */
export interface FrontRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer
}

export interface HttpFront {
  readonly url: string
  readonly port: number
  /** Stops listening and ends every open connection, also those that a fault left without an answer. */
  close(): Promise<void>
}

export interface HttpFrontOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number | undefined
  /** The default is loopback only: a stand-in must not be reachable from the network. */
  readonly host?: string | undefined
}

const LOOPBACK = '127.0.0.1'

/**
 * Listens and hands every complete request to `handle`, which owns the response.
 * A handler that rejects costs its own connection and nobody else's.
 */
export async function startHttpFront(
  { port = 0, host = LOOPBACK }: HttpFrontOptions,
  handle: (request: FrontRequest, response: ServerResponse) => Promise<void>,
): Promise<HttpFront> {
  const server = createServer((incoming, response) => {
    buffer(incoming)
      .then((body) =>
        handle({ method: incoming.method ?? '', path: incoming.url ?? '/', headers: incoming.headers, body }, response),
      )
      .catch(() => incoming.socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://${host}:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function jsonAnswer(status: number, value: unknown, contentType = 'application/json'): HttpAnswer {
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(JSON.stringify(value)) }
}
