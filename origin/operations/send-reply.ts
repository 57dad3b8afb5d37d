import type { Request, Response } from 'express'
import type { Operation, Reply } from './operation.ts'

export interface Answer {
  readonly operation: Operation
  /** `undefined` for an answer without a body. */
  readonly reply: Reply<unknown> | undefined
}

export function sendReply(request: Request, response: Response, { operation, reply }: Answer): void {
  response.status(operation.status)
  if (reply?.setCookie !== undefined) response.append('Set-Cookie', [reply.setCookie].flat())
  if (reply?.location !== undefined) response.set({ Location: reply.location, 'Cache-Control': 'no-store' })
  if (reply === undefined || operation.result === undefined) {
    response.end()
    return
  }
  if (operation.isSecret === true) response.set('Cache-Control', 'no-store')
  if (reply.version !== undefined) response.set('ETag', `"${reply.version}"`)
  const cursor = nextCursorOf(reply.body)
  if (cursor !== undefined) response.links({ next: pageUrl(request, cursor) })
  response.json(reply.body)
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
