import { settleFlagEdit } from '../flags/draft-flag-edit.ts'
import { getFlag } from '../flags/get-flag.ts'
import { settleGroupEdit } from '../groups/draft-group.ts'
import type { ApiContext } from '../http/api-context.ts'
import { millisecondsOf } from '../http/time-schema.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import {
  type RequestPatch,
  newFlagRequestSchema,
  newGroupRequestSchema,
  newRequestSchema,
  newSegmentRequestSchema,
} from './request-input.ts'
import { replyWithRequest, requestSchema } from './request-reply.ts'
import { createRequest } from './request-service.ts'

const ENVIRONMENT = '/projects/{project}/environments/{environment}'

/** Why a group cannot become what is asked for. */
export const GROUP_ERRORS = ['group_not_found', 'group_is_used', 'segment_exists', 'too_many_groups'] as const

/** Why a flag cannot become what is asked for. */
export const FLAG_ERRORS = ['flag_not_found', 'flag_is_needed', 'flag_does_not_fit'] as const

/** One for each kind of thing that a change can be asked of. */
export function newRequestOperations(context: ApiContext): readonly Operation[] {
  const facts = {
    method: 'post',
    tag: 'Change requests',
    needs: 'editor',
    status: 201,
    result: requestSchema,
  } as const
  return [
    defineOperation({
      ...facts,
      id: 'createRequest',
      path: `${ENVIRONMENT}/flags/{flag}/requests`,
      summary: 'Asks for a change of a configuration, now or at a time',
      body: newRequestSchema,
      errors: ['flag_not_found'],
      handle: async ({ scope, params, body, author, commit }) => {
        const order = { ...newDraftOf(body), actor: author.actor }
        const made = await commit((change) => {
          const flag = getFlag(change.transaction, scope.project.id, params.flag)
          return createRequest(change, scope, { ...order, target: { kind: 'flag', flag, change: body.change } })
        })
        return replyWithRequest(context, scope, made)
      },
    }),
    defineOperation({
      ...facts,
      id: 'createFlagRequest',
      path: `${ENVIRONMENT}/flags/{flag}/everywhere/requests`,
      summary:
        'Asks for a change of what a flag is in all environments, or that it goes or comes back, now or at a time',
      body: newFlagRequestSchema,
      errors: FLAG_ERRORS,
      handle: async ({ scope, params, body, author, commit }) => {
        const order = { ...newDraftOf(body), actor: author.actor }
        const made = await commit((change) => {
          const flag = getFlag(change.transaction, scope.project.id, params.flag)
          const edit = settleFlagEdit(body.change, change.drawId)
          return createRequest(change, scope, { ...order, target: { kind: 'flagEverywhere', flag, change: edit } })
        })
        return replyWithRequest(context, scope, made)
      },
    }),
    defineOperation({
      ...facts,
      id: 'createSegmentRequest',
      path: `${ENVIRONMENT}/segments/{segment}/requests`,
      summary: 'Asks for a change of a segment, now or at a time',
      body: newSegmentRequestSchema,
      errors: ['segment_not_found'],
      handle: async ({ scope, params, body, author, commit }) => {
        const target = { kind: 'segment', key: params.segment, change: body.change } as const
        const order = { ...newDraftOf(body), target, actor: author.actor }
        return replyWithRequest(context, scope, await commit((change) => createRequest(change, scope, order)))
      },
    }),
    defineOperation({
      ...facts,
      id: 'createGroupRequest',
      path: `${ENVIRONMENT}/groups/{group}/requests`,
      summary: 'Asks for a change of a group, which all environments share, now or at a time',
      body: newGroupRequestSchema,
      errors: GROUP_ERRORS,
      handle: async ({ scope, params, body, author, commit }) => {
        const order = { ...newDraftOf(body), actor: author.actor }
        const made = await commit((change) => {
          const edit = settleGroupEdit(body.change, change.drawId)
          return createRequest(change, scope, { ...order, target: { kind: 'group', key: params.group, change: edit } })
        })
        return replyWithRequest(context, scope, made)
      },
    }),
  ]
}

function newDraftOf({ reason = null, applyAt = null }: Pick<RequestPatch, 'reason' | 'applyAt'>) {
  return { reason, applyAtMs: millisecondsOf(applyAt) }
}
