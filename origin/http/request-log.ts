import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import { traceOfRequest } from './request-trace.ts'
import { routeOf } from './route-of.ts'

/** One line for each request: never a header, a path, a query string or a body, since each of them may hold a secret. */
export function logRequests(logger: Logger): RequestHandler {
  return pinoHttp<Request>({
    logger,
    quietReqLogger: true,
    wrapSerializers: false,
    genReqId: (_request, response) => {
      const id = randomUUID()
      response.setHeader('X-Request-Id', id)
      return id
    },
    customProps: (request) => ({ traceId: traceOfRequest(request).traceId }),
    customLogLevel: (request, response) => (response.statusCode >= 500 && !isHealthCheck(request) ? 'error' : 'info'),
    // The route is known only at the end, when the request has been bound to its logger for long.
    customSuccessObject: (request, _response, line: object) => ({ ...line, route: routeOf(request) }),
    customErrorObject: (request, _response, _error, line: object) => ({ ...line, route: routeOf(request) }),
    serializers: {
      req: (request: Request) => ({ method: request.method }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  })
}

/** An answer of "not ready" is what the check is for, and no failure of ours. */
function isHealthCheck(request: Request): boolean {
  return ['/readyz', '/health'].includes(routeOf(request))
}
