import { type RequestHandler, type Router, Router as createRouter } from 'express'
import type { Identify } from '../access/identify.ts'
import { requireManager } from '../access/require-manager.ts'
import { addOperation } from '../operations/add-operation.ts'
import type { Operation } from '../operations/operation.ts'
import { requirePrivateWay } from '../sessions/require-private-way.ts'
import { isSafeMethod } from '../sessions/safe-method.ts'
import { requireSameOrigin } from '../sessions/require-same-origin.ts'
import { type ApiContext, setPrincipal } from './api-context.ts'
import { createErrorHandler, refuseUnknownRoute } from './error-handler.ts'
import { limitRequests } from './limit-requests.ts'
import { problemDialect } from './problem-dialect.ts'
import { readJsonOrCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'

export interface ApiRouterParts {
  readonly identify: Identify
  /** Of one caller. */
  readonly requestsPerMinute: number
  readonly operations: readonly Operation[]
}

/**
 * `/api/v1`. Authentication stands inside, in front of every route, so that the path which decides is the one that the
 * router itself matched; a body is only read of somebody who is known.
 */
export function createApiRouter(
  context: ApiContext,
  { identify, requestsPerMinute, operations }: ApiRouterParts,
): Router {
  const router = createRouter({ caseSensitive: true, strict: true })
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'private, no-cache')
    next()
  })
  const limit = limitRequests(requestsPerMinute)
  const reading = [limit, ...readJson({ anyMediaType: false })]
  for (const operation of operations.filter(isForAnyone)) {
    addOperation(router, { context, operation }, [letNobodyIn, ...reading])
  }
  router.use(requireManager(identify))
  for (const operation of operations.filter(takesCsv)) {
    addOperation(router, { context, operation }, [limit, ...readJsonOrCsv()])
  }
  router.use(...reading)
  const others = operations.filter((operation) => !isForAnyone(operation) && !takesCsv(operation))
  for (const operation of others) addOperation(router, { context, operation })
  return router.use(refuseUnknownRoute, createErrorHandler(problemDialect))
}

function isForAnyone({ needs }: Operation): boolean {
  return needs === 'anyone'
}

function takesCsv({ csv }: Operation): boolean {
  return csv !== undefined
}

/**
 * For what people do before they are known: nobody on the way reads it, and what changes something is sent by a page of
 * ours. What is only read, or led to by the provider of single sign-on, may come from anywhere.
 */
const letNobodyIn: RequestHandler = (request, response, next) => {
  requirePrivateWay(request)
  if (!isSafeMethod(request.method)) requireSameOrigin(request)
  setPrincipal(response, { type: 'nobody' })
  next()
}
