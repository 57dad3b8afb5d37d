import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { traceOfRequest } from './request-trace.ts'
import { routeOf } from './route-of.ts'

const failures = new WeakMap<ServerResponse, Error>()

/** Lets the line of a request say why it failed. */
export function rememberFailure(response: Response, cause: Error): void {
  failures.set(response, cause)
}

/**
 * One line for each request: never a header, a path, a query string or a body, since each of them may hold a secret. A
 * line without an error has these members and no others, so that nothing in it is looked through for secrets' names.
 */
export function logRequests(logger: Logger): RequestHandler {
  const plain = logger.child({}, { redact: [] })
  return (request, response, next) => {
    const startedAtMs = Date.now()
    const reqId = randomUUID()
    response.setHeader('X-Request-Id', reqId)
    // Comes after `finish`, and alone where the caller went away.
    response.on('close', () => {
      const line = { reqId, ...lineOf(request, response), responseTime: Date.now() - startedAtMs }
      const err = failureOf(response)
      if (err === undefined) plain.info(line, response.writableFinished ? 'request completed' : 'request aborted')
      else logger[isHealthCheck(request) ? 'info' : 'error']({ ...line, err }, 'request errored')
    })
    next()
  }
}

function lineOf(request: Request, response: Response) {
  return {
    req: { method: request.method },
    traceId: traceOfRequest(request).traceId,
    res: { status: response.statusCode },
    route: routeOf(request),
  }
}

function failureOf(response: Response): Error | undefined {
  const known = failures.get(response)
  if (known !== undefined || response.statusCode < 500) return known
  return new Error(`failed with status code ${response.statusCode}`)
}

/** An answer of "not ready" is what the check is for, and no failure of ours. */
function isHealthCheck(request: Request): boolean {
  return ['/readyz', '/health'].includes(routeOf(request))
}
