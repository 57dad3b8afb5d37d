import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { OriginError } from '../errors/origin-error.ts'
import { type Language, languageOf } from './language.ts'
import { recogniseError } from './recognise-error.ts'
import { rememberFailure } from './request-log.ts'

/** How a dialect writes an error down. */
export interface ErrorDialect {
  readonly mediaType: string
  readonly statusOf: (error: OriginError) => number
  /** Whether it speaks the caller's language. */
  readonly isTranslated: boolean
  readonly bodyOf: (error: OriginError, answer: { readonly status: number; readonly language: Language }) => object
}

/** Ends a router: every error becomes an answer here, and its cause is logged once, with the request. */
export function createErrorHandler(dialect: ErrorDialect): ErrorRequestHandler {
  return (thrown, request: Request, response, _next) => {
    const error = recogniseError(thrown)
    if (error.status >= 500) rememberFailure(response, error)
    if (response.headersSent) {
      response.destroy(error)
      return
    }
    const status = dialect.statusOf(error)
    setHeaders(response, error, status)
    const language = languageOf(request)
    if (dialect.isTranslated) response.set('Content-Language', language).vary('Accept-Language')
    response
      .status(status)
      .type(dialect.mediaType)
      .send(JSON.stringify(dialect.bodyOf(error, { status, language })))
  }
}

/** Stands before the error handler and answers for every path that no route took. */
export const refuseUnknownRoute: RequestHandler = () => {
  throw new OriginError('route_not_found', 'no route has this method and path')
}

function setHeaders(response: Response, error: OriginError, status: number): void {
  response.set('Cache-Control', 'no-store')
  const { retryAfterSeconds, currentVersion } = error.facts
  if (status === 401) response.set('WWW-Authenticate', 'Bearer')
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds))
  if (currentVersion !== undefined) response.set('ETag', `"${currentVersion}"`)
}
