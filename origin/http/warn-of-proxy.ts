import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** Says once that there is a proxy in front which is not believed, since every caller then has the proxy's address. */
export function warnOfProxy(logger: Logger): RequestHandler {
  let isSaid = false
  return (request, _response, next) => {
    if (!isSaid && request.get('X-Forwarded-For') !== undefined) {
      isSaid = true
      logger.warn('X-Forwarded-For arrives and TRUST_PROXY is 0: all callers count as one; behind a proxy set it to 1')
    }
    next()
  }
}
