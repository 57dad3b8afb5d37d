import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { text } from 'node:stream/consumers'

/** A call that the service has begun to read, and cannot answer yet. */
export interface SlowCall {
  /** Sends the rest; gives the status, or what went wrong. */
  finish(): Promise<number | string>
}

/** Long enough for the first half to be read, and for whatever the service does at a signal. */
const HALF_WAY_MS = 300

/** Sends half of the body. The service knows of the call when this resolves. */
export async function startSlowCall(
  url: string,
  { method, key, body }: { readonly method: string; readonly key: string; readonly body: string },
): Promise<SlowCall> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'if-match': '*',
  }
  const outgoing = request(url, { method, headers })
  const answered = (once(outgoing, 'response') as Promise<[IncomingMessage]>).then(
    async ([response]) => {
      await text(response)
      return response.statusCode ?? 0
    },
    (cause: unknown) => (cause as NodeJS.ErrnoException).code ?? String(cause),
  )
  const half = Math.floor(body.length / 2)
  await new Promise((resolve) => outgoing.write(body.slice(0, half), resolve))
  await sleep(HALF_WAY_MS)
  return {
    finish: async () => {
      await sleep(HALF_WAY_MS)
      outgoing.end(body.slice(half))
      return answered
    },
  }
}
