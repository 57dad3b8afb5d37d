import * as z from 'zod/mini'
import { OriginError } from '../errors/origin-error.ts'
import type { ApiContext } from '../http/api-context.ts'
import { FORGED_CURSOR, type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { invalidQuery } from '../http/query.ts'
import { type Operation, type ScopeOf, defineOperation } from '../operations/operation.ts'
import { replyWithRequest, requestSchema } from './request-reply.ts'
import { type PlacedRequest, type RequestPlace, findRequest, listRequests } from './request-repository.ts'
import { requestSummary, requestSummarySchema } from './request-view.ts'
import { REQUEST_STATES, type RequestState } from './requested-change.ts'

const REQUESTS = '/projects/{project}/environments/{environment}/requests'

interface RequestQuery extends PageRequest {
  readonly state?: RequestState
}

const querySchema: z.ZodMiniType<RequestQuery> = z.strictObject({
  ...pageParameters,
  state: z.exactOptional(z.enum(REQUEST_STATES)),
})

/** What was asked for in an environment. */
export function readRequestOperations(context: ApiContext): readonly Operation[] {
  const { database } = context
  return [
    defineOperation({
      id: 'listRequests',
      method: 'get',
      path: REQUESTS,
      tag: 'Change requests',
      summary: 'Changes that were asked for, newest first',
      needs: 'viewer',
      query: querySchema,
      status: 200,
      result: pageSchema(requestSummarySchema),
      handle: ({ scope, query }) => {
        const page = { limit: query.limit + 1, below: openPlace(query.cursor), state: query.state }
        const rows = listRequests(database, scope.environment.id, page)
        return { body: toPage(rows, query, { placeOf, viewOf: requestSummary }) }
      },
    }),
    defineOperation({
      id: 'getRequest',
      method: 'get',
      path: `${REQUESTS}/{id}`,
      tag: 'Change requests',
      summary: 'What a request would change, for whom, and who approved it',
      needs: 'viewer',
      errors: ['request_not_found'],
      status: 200,
      result: requestSchema,
      handle: ({ scope, params }) => replyWithRequest(context, scope, getRequest(context, scope, params.id)),
    }),
  ]
}

function getRequest({ database }: ApiContext, { environment }: ScopeOf<typeof REQUESTS>, id: string): PlacedRequest {
  const placed = findRequest(database, environment.id, id)
  if (placed !== undefined) return placed
  throw new OriginError('request_not_found', `no request has the id ${JSON.stringify(id)}`)
}

function placeOf({ request }: PlacedRequest): string {
  return `${request.createdAtMs} ${request.id}`
}

function openPlace(place: string | undefined): RequestPlace | undefined {
  if (place === undefined) return undefined
  const match = /^(\d{1,16}) ([a-z0-9]{12})$/.exec(place)
  if (match === null) throw invalidQuery('cursor', FORGED_CURSOR)
  return { createdAtMs: Number(match[1]), id: match[2] ?? '' }
}
