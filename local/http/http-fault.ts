import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { jsonAnswer, type HttpAnswer } from './http-front.ts'

/** What can go wrong between a client and any HTTP service, whatever it serves. */
export type HttpFault =
  | { readonly kind: 'none' }
  /** Takes the request and never answers; the work is not done. */
  | { readonly kind: 'hang' }
  /** Destroys the socket without a byte; the work is not done. */
  | { readonly kind: 'refuse' }
  /** Answers with this status; the work is not done. */
  | { readonly kind: 'status'; readonly status: number }
  /** Does the work after this long. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Does the work, then cuts the answer in the middle: the client cannot know that it was done. */
  | { readonly kind: 'truncate' }

/**
 * Answers a request the way the fault says.
 * @param work  produces the healthy answer; not called when the fault prevents the work
 */
export async function answerUnderFault(
  response: ServerResponse,
  fault: HttpFault,
  work: () => Promise<HttpAnswer>,
): Promise<void> {
  switch (fault.kind) {
    case 'none':
      return send(response, await work())
    case 'hang':
      return undefined
    case 'refuse':
      return void response.socket?.destroy()
    case 'status':
      return send(response, jsonAnswer(fault.status, { error: `ERR fault: status ${fault.status}` }))
    case 'slow':
      await sleep(fault.delayMs, undefined, { ref: false })
      return send(response, await work())
    case 'truncate':
      return sendHalf(response, await work())
  }
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  writeHead(response, answer)
  response.end(answer.body)
}

function sendHalf(response: ServerResponse, answer: HttpAnswer): void {
  writeHead(response, answer)
  const half = answer.body.subarray(0, Math.floor(answer.body.length / 2))
  response.write(half, () => response.socket?.destroy())
}

function writeHead(response: ServerResponse, answer: HttpAnswer): void {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(answer.headers)) {
    headers[name] = typeof value === 'string' ? value : [...value]
  }
  response.writeHead(answer.status, { ...headers, 'content-length': String(answer.body.length) })
}
