import type { Request, Response } from 'express'
import type { Operation, Reply } from './operation.ts'

export interface Answer {
  readonly operation: Operation
  /** `undefined` for an answer without a body. */
  readonly reply: Reply<unknown> | undefined
}

export function sendReply(request: Request, response: Response, { operation, reply }: Answer): void {
  response.statusCode = operation.status
  if (reply?.setCookie !== undefined) response.append('Set-Cookie', [reply.setCookie].flat())
  if (reply?.location !== undefined) response.set({ Location: reply.location, 'Cache-Control': 'no-store' })
  if (reply === undefined || operation.result === undefined) {
    response.end()
    return
  }
  if (operation.isSecret === true) response.setHeader('Cache-Control', 'no-store')
  if (reply.version !== undefined) response.setHeader('ETag', `"${reply.version}"`)
  const cursor = nextCursorOf(reply.body)
  if (cursor !== undefined) response.links({ next: pageUrl(request, cursor) })
  sendJson(request, response, reply.body)
}

/**
 * As Express sends it, without a look whether the caller has it already where no caller asked that. Head and body leave in
 * one piece, as a text does and bytes do not.
 */
function sendJson(request: Request, response: Response, body: unknown): void {
  if (request.headers['if-none-match'] !== undefined) {
    response.json(body)
    return
  }
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.end(JSON.stringify(body))
}

function nextCursorOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('nextCursor' in body)) return undefined
  return typeof body.nextCursor === 'string' ? body.nextCursor : undefined
}

/** The same list from the cursor on: a reference relative to this server (RFC 8288). */
function pageUrl(request: Request, cursor: string): string {
  const [path = '', query = ''] = request.originalUrl.split('?')
  const parameters = new URLSearchParams(query)
  parameters.set('cursor', cursor)
  return `${path}?${parameters.toString()}`
}
