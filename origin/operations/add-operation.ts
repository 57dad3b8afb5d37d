import type { Request, Response, Router } from 'express'
import { actorOf } from '../access/principal.ts'
import { parseInput } from '../errors/parse-input.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { optionalPrecondition, requiredPrecondition } from '../http/if-match.ts'
import { bodyOf } from '../http/read-json.ts'
import { openScope } from './open-scope.ts'
import type { AnyCall, Operation, Reply } from './operation.ts'
import { parseQuery } from './parse-query.ts'

/** Lets a router take the calls of an operation. Authentication stands in front of the router. */
export function addOperation(router: Router, context: ApiContext, operation: Operation): void {
  router[operation.method](routePath(operation.path), async (request: Request, response: Response) => {
    const reply = await operation.handle(readCall(request, response, { context, operation }))
    send(response, operation, reply)
  })
}

/** `/projects/{project}` as Express writes it. */
export function routePath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** In this order: what the path names, whether the caller may, then everything the caller gave. */
function readCall(
  request: Request,
  response: Response,
  { context, operation }: { readonly context: ApiContext; readonly operation: Operation },
): AnyCall {
  const principal = principalOf(response)
  const params = paramsOf(request)
  const scope = openScope(context.database, principal, operation, params)
  return {
    params,
    scope,
    principal,
    query: parseQuery(operation.query, request.query),
    precondition: preconditionOf(request, operation),
    body: readBody(request, operation),
    commit: (make) => context.commit(actorOf(principal), make),
  }
}

/** A path without wildcards has one text for each name. */
function paramsOf(request: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]))
}

function preconditionOf(request: Request, { ifMatch }: Operation): AnyCall['precondition'] {
  if (ifMatch === 'required') return requiredPrecondition(request)
  return (ifMatch === 'optional' ? optionalPrecondition(request) : undefined) ?? 'any'
}

function readBody(request: Request, { body, isBodyOptional }: Operation): unknown {
  if (body === undefined) return undefined
  return parseInput(body, isBodyOptional ? (request.body ?? {}) : bodyOf(request))
}

function send(response: Response, { status, isSecret }: Operation, reply: Reply<unknown> | undefined): void {
  response.status(status)
  if (isSecret === true) response.set('Cache-Control', 'no-store')
  if (reply?.version !== undefined) response.set('ETag', `"${reply.version}"`)
  if (reply === undefined) response.end()
  else response.json(reply.body)
}
