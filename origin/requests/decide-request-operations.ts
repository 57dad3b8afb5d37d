import type * as z from 'zod/mini'
import type { Change } from '../changes/commit-change.ts'
import type { ApiContext } from '../http/api-context.ts'
import { millisecondsOf } from '../http/time-schema.ts'
import { type AnyCall, type Operation, type Reply, type ScopeOf, defineOperation } from '../operations/operation.ts'
import { FLAG_ERRORS, GROUP_ERRORS } from './new-request-operations.ts'
import { type RequestPatch, requestPatchSchema } from './request-input.ts'
import { replyWithRequest, requestSchema } from './request-reply.ts'
import type { PlacedRequest } from './request-repository.ts'
import { approveRequest, applyRequest, editRequest, endRequest } from './request-service.ts'

const REQUEST = '/projects/{project}/environments/{environment}/requests/{id}'

const OVER = ['request_not_found', 'request_is_over'] as const

/** What becomes of a request: its author's part, then that of others. */
export function decideRequestOperations(context: ApiContext): readonly Operation[] {
  return [...authorOperations(context), ...approverOperations(context)]
}

function authorOperations(context: ApiContext): readonly Operation[] {
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

function approverOperations(context: ApiContext): readonly Operation[] {
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
  readonly scope: ScopeOf<typeof REQUEST>
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
