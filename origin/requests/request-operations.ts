import * as z from 'zod/mini'
import type { Change } from '../changes/commit-change.ts'
import { OriginError } from '../errors/origin-error.ts'
import type { ApiContext } from '../http/api-context.ts'
import { FORGED_CURSOR, type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { invalidQuery } from '../http/query.ts'
import { millisecondsOf } from '../http/time-schema.ts'
import { type AnyCall, type Operation, type Reply, type ScopeOf, defineOperation } from '../operations/operation.ts'
import { type RequestPatch, requestPatchSchema } from './request-input.ts'
import { FLAG_ERRORS, GROUP_ERRORS, newRequestOperations } from './new-request-operations.ts'
import { replyWithRequest, requestSchema } from './request-reply.ts'
import { type PlacedRequest, type RequestPlace, findRequest, listRequests } from './request-repository.ts'
import { approveRequest, applyRequest, editRequest, endRequest } from './request-service.ts'
import { requestSummary, requestSummarySchema } from './request-view.ts'
import { REQUEST_STATES, type RequestState } from './requested-change.ts'

const REQUESTS = '/projects/{project}/environments/{environment}/requests'
const REQUEST = `${REQUESTS}/{id}` as const

type Scope = ScopeOf<typeof REQUESTS>

interface RequestQuery extends PageRequest {
  readonly state?: RequestState
}

const querySchema: z.ZodMiniType<RequestQuery> = z.strictObject({
  ...pageParameters,
  state: z.exactOptional(z.enum(REQUEST_STATES)),
})

const OVER = ['request_not_found', 'request_is_over'] as const

/** Changes that others look at first, or that wait for their time. */
export function requestOperations(context: ApiContext): readonly Operation[] {
  return [
    ...readOperations(context),
    ...newRequestOperations(context),
    ...writeOperations(context),
    ...decideOperations(context),
  ]
}

function readOperations(context: ApiContext): readonly Operation[] {
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
      path: REQUEST,
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

function writeOperations(context: ApiContext): readonly Operation[] {
  const facts = { tag: 'Change requests', needs: 'editor', result: requestSchema } as const
  return [
    defineOperation({
      ...facts,
      id: 'editRequest',
      method: 'patch',
      path: REQUEST,
      summary: 'Changes what is asked for; approvals are taken back',
      ifMatch: 'required',
      body: requestPatchSchema,
      errors: [...OVER, 'not_the_author', 'segment_not_found', ...FLAG_ERRORS, ...GROUP_ERRORS],
      status: 200,
      handle: async ({ scope, params, body, precondition, author, commit }) => {
        const order = { id: params.id, precondition, actor: author.actor, ...editOf(body) }
        return replyWithRequest(context, scope, await commit((change) => editRequest(change, scope, order)))
      },
    }),
    defineOperation({
      ...facts,
      id: 'withdrawRequest',
      method: 'post',
      path: `${REQUEST}/withdraw`,
      summary: 'Takes a request back',
      ifMatch: 'required',
      errors: [...OVER, 'not_the_author'],
      status: 200,
      handle: (call) =>
        decide(context, call, (change, order) => endRequest(change, call.scope, { ...order, state: 'withdrawn' })),
    }),
    defineOperation({
      ...facts,
      id: 'applyRequest',
      method: 'post',
      path: `${REQUEST}/apply`,
      summary: 'Makes the change that was asked for, once enough others approved it',
      ifMatch: 'required',
      errors: [
        ...OVER,
        'approval_required',
        ...FLAG_ERRORS,
        'flag_is_archived',
        'mass_removal',
        'segment_not_found',
        ...GROUP_ERRORS,
        'invalid_input',
      ],
      status: 200,
      handle: async (call) => {
        const { scope, params, precondition, author } = call
        const order = { id: params.id, precondition, actor: author.actor }
        const made = await context.commit({ ...author, way: 'request' }, (change) => applyRequest(change, scope, order))
        return replyWithRequest(context, scope, made)
      },
    }),
  ]
}

function decideOperations(context: ApiContext): readonly Operation[] {
  const facts = {
    tag: 'Change requests',
    needs: 'approver',
    ifMatch: 'required',
    status: 200,
    result: requestSchema,
  } as const
  return [
    defineOperation({
      ...facts,
      id: 'approveRequest',
      method: 'post',
      path: `${REQUEST}/approve`,
      summary: 'Approves a request as it is; its author cannot',
      errors: [...OVER, 'own_request'],
      handle: (call) => decide(context, call, (change, order) => approveRequest(change, call.scope, order)),
    }),
    defineOperation({
      ...facts,
      id: 'rejectRequest',
      method: 'post',
      path: `${REQUEST}/reject`,
      summary: 'Ends a request without the change',
      errors: OVER,
      handle: (call) =>
        decide(context, call, (change, order) => endRequest(change, call.scope, { ...order, state: 'rejected' })),
    }),
  ]
}

/** What the calls of all decisions have. */
interface DecisionCall extends Pick<AnyCall, 'precondition' | 'author' | 'commit'> {
  readonly scope: Scope
  readonly params: { readonly id: string }
}

interface Order {
  readonly id: string
  readonly precondition: AnyCall['precondition']
  readonly actor: string
}

async function decide(
  context: ApiContext,
  { scope, params, precondition, author, commit }: DecisionCall,
  make: (change: Change, order: Order) => PlacedRequest,
): Promise<Reply<z.infer<typeof requestSchema>>> {
  const order = { id: params.id, precondition, actor: author.actor }
  return replyWithRequest(context, scope, await commit((change) => make(change, order)))
}

function editOf({ change, reason, applyAt }: RequestPatch) {
  return {
    ...(change === undefined ? {} : { change }),
    ...(reason === undefined ? {} : { reason }),
    ...(applyAt === undefined ? {} : { applyAtMs: millisecondsOf(applyAt) }),
  }
}

function getRequest({ database }: ApiContext, { environment }: Scope, id: string): PlacedRequest {
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
