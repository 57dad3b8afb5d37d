import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'

export interface RawRequest {
  readonly method?: string
  /** Sent as it is: `fetch` would tidy it up. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

export async function rawRequest(url: string, { method = 'GET', path, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  const sent = request({ hostname, port, method, path, ...(headers === undefined ? {} : { headers }) })
  // A server may answer and hang up before it has read everything; what it answered is what counts.
  sent.on('error', () => undefined)
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  return { status: response.statusCode ?? 0, headers: response.headers, text }
}
