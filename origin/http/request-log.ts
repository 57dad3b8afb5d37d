import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

/** A key that somebody put into a path by mistake. */
const KEY_IN_PATH = /tm_(adm|srv|cli)_[0-9A-Za-z_]+/g

/** One line for each request: never a header, a query string or a body, since each of them may hold a secret. */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    wrapSerializers: false,
    genReqId: (_request, response) => {
      const id = randomUUID()
      response.setHeader('X-Request-Id', id)
      return id
    },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: (request: IncomingMessage & { originalUrl?: string }) => ({
        id: request.id,
        method: request.method,
        path: pathOf(request.originalUrl ?? request.url ?? ''),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  })
}

function pathOf(url: string): string {
  return (url.split('?', 1)[0] ?? '').replaceAll(KEY_IN_PATH, 'tm_$1_[redacted]')
}
