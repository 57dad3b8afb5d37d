import type { Request, RequestHandler, Response } from 'express'
import type { Identify } from '../access/identify.ts'
import type { Principal } from '../access/principal.ts'
import { requireManager } from '../access/require-manager.ts'
import { OriginError } from '../errors/origin-error.ts'
import { answerOperation } from '../operations/answer-operation.ts'
import type { Operation } from '../operations/operation.ts'
import { createOperationTable } from '../operations/operation-table.ts'
import { requirePrivateWay } from '../sessions/require-private-way.ts'
import { isSafeMethod } from '../sessions/safe-method.ts'
import { requireSameOrigin } from '../sessions/require-same-origin.ts'
import { type ApiContext, setPrincipal } from './api-context.ts'
import { createErrorHandler } from './error-handler.ts'
import { limitRequests } from './limit-requests.ts'
import { problemDialect } from './problem-dialect.ts'
import { createBodyReader } from './read-body.ts'

export interface ApiRouterParts {
  readonly identify: Identify
  /** Of one caller. */
  readonly requestsPerMinute: number
  readonly operations: readonly Operation[]
}

/** Takes the calls below the path where it is mounted. */
export interface ApiRouter extends RequestHandler {
  /** All that it takes, as `GET /projects/:project`. */
  readonly routes: readonly string[]
}

/**
 * `/api/v1`. The operation that authentication lets somebody reach is the one that was found, by one look at one path; a
 * body is only read of somebody who is known.
 */
export function createApiRouter(
  context: ApiContext,
  { identify, requestsPerMinute, operations }: ApiRouterParts,
): ApiRouter {
  const table = createOperationTable(operations)
  const identifyManager = requireManager(identify)
  const limit = limitRequests(requestsPerMinute)
  const readBody = createBodyReader()
  const handleError = createErrorHandler(problemDialect)
  const answer = async (request: Request, response: Response): Promise<void> => {
    response.setHeader('Cache-Control', 'private, no-cache')
    const found = table.find(request.method, request.path)
    request.route = found && { path: found.route }
    const isForAnyone = found?.operation.needs === 'anyone'
    setPrincipal(response, isForAnyone ? letNobodyIn(request) : await identifyManager(request, response))
    await limit(request, response)
    if (found === undefined) throw new OriginError('route_not_found', 'no route has this method and path')
    const { operation } = found
    await readBody(request, response, operation)
    await answerOperation(request, response, { context, operation, params: found.readParams() })
  }
  // Here, where the router above has not yet forgotten below which path this one stands.
  const route: RequestHandler = async (request, response, next) => {
    await answer(request, response).catch((error: unknown) => handleError(error, request, response, next))
  }
  return Object.assign(route, { routes: table.routes })
}

/**
 * For what people do before they are known: nobody on the way reads it, and what changes something is sent by a page of
 * ours. What is only read, or led to by the provider of single sign-on, may come from anywhere.
 */
function letNobodyIn(request: Request): Principal {
  requirePrivateWay(request)
  if (!isSafeMethod(request.method)) requireSameOrigin(request)
  return { type: 'nobody' }
}
