import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { metItsEnd } from '../../../local/http/met-its-end.ts'

export interface Posted {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Posts JSON over connections that it keeps. */
export interface PostClient {
  /** Rejects when there is no answer within ten seconds. */
  post(url: string, key: string, body: object): Promise<Posted>
  close(): void
}

/** Nothing may keep a person waiting for so long; a client of ours would have given up. */
const GIVE_UP_MS = 10_000
/** Below the five seconds after which workerd closes a connection that nobody uses: a request must not meet that end. */
const IDLE_MS = 2_000

/** node:http itself: `fetch` costs the load's process three times as much. */
export function createPostClient(): PostClient {
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS })
  const send = (url: string, key: string, body: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }
      const signal = AbortSignal.timeout(GIVE_UP_MS)
      const asking = request(url, { method: 'POST', agent, headers, signal }, resolve)
      asking.once('error', (cause) => (metItsEnd(asking, cause) ? resolve(send(url, key, body)) : reject(cause)))
      asking.end(body)
    })
  return {
    post: async (url, key, body) => {
      const response = await send(url, key, JSON.stringify(body))
      return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) }
    },
    close: () => agent.destroy(),
  }
}
