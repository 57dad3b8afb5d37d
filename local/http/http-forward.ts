import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { FrontRequest, HttpAnswer } from './http-front.ts'
import { metItsEnd } from './met-its-end.ts'

export interface HttpForwarder {
  /** Sends a request on, its body byte for byte, and brings the answer back, its body byte for byte. */
  forward(request: FrontRequest): Promise<HttpAnswer>
  close(): void
}

/** Headers that speak of one connection, or of a length that is written anew. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'expect', 'date'])
const MAX_SOCKETS = 16

/** @param url  the service behind the front, without a path */
export function createHttpForwarder(url: string): HttpForwarder {
  const { hostname, port, host } = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS })
  const forward = (request: FrontRequest): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const { method, path, headers, body } = request
      const sent = { ...endToEnd(headers), host, 'content-length': String(body.length) }
      const outgoing = httpRequest({ agent, hostname, port, method, path, headers: sent }, (incoming) => {
        buffer(incoming).then(
          (answered) =>
            resolve({ status: incoming.statusCode ?? 502, headers: endToEnd(incoming.headers), body: answered }),
          reject,
        )
      })
      outgoing.once('error', (cause) => (metItsEnd(outgoing, cause) ? resolve(forward(request)) : reject(cause)))
      outgoing.end(body)
    })
  return { forward, close: () => agent.destroy() }
}

function endToEnd(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, value] as const],
    ),
  )
}
