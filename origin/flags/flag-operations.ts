import * as z from 'zod/mini'
import { FLAG_TYPES, type FlagType } from '../../shared/contracts/flag.ts'
import { bodyProblem } from '../errors/input-problem.ts'
import { inputProblemSchema } from '../errors/problem-schema.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { displayNameSchema, slugSchema, tagSchema } from '../identities/text-input.ts'
import { type Operation, type Reply, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { failRequestsOfFlag } from '../requests/fail-requests.ts'
import { archiveFlag, restoreFlag } from './archive-flag.ts'
import { deleteFlag, patchFlag, resaltFlag } from './change-flag.ts'
import { createFlag } from './create-flag.ts'
import { flagPatchSchema, newFlagSchema, resaltingSchema } from './flag-input.ts'
import { FLAG_LIFETIMES, type FlagLifetime } from './flag-lifetime.ts'
import { flagIndexOf } from './flag-index.ts'
import type { FlagRow } from './flag-repository.ts'
import { guardOperations } from './guard-operations.ts'
import { MAX_SEARCH_LENGTH } from './flag-search.ts'
import { FLAG_STATES, type FlagState } from './flag-state.ts'
import { listedFlagSchema, listedFlagView } from './listed-flag.ts'
import { switchFilter } from './switch-filter.ts'
import { flagMembers, flagView, flagViewSchema } from './flag-view.ts'
import { getFlag } from './get-flag.ts'

const FLAGS = '/projects/{project}/flags'
const FLAG = `${FLAGS}/{flag}` as const

interface FlagQuery extends PageRequest {
  readonly search?: string
  readonly tag?: string
  readonly owner?: string
  readonly type?: FlagType
  readonly lifetime?: FlagLifetime
  readonly state?: FlagState
  /** Keys of environments. */
  readonly enabledIn?: string
  readonly disabledIn?: string
}

const flagQuerySchema: z.ZodMiniType<FlagQuery> = z.strictObject({
  ...pageParameters,
  search: z.exactOptional(z.string().check(z.maxLength(MAX_SEARCH_LENGTH))),
  tag: z.exactOptional(tagSchema),
  owner: z.exactOptional(displayNameSchema),
  type: z.exactOptional(z.enum(FLAG_TYPES)),
  lifetime: z.exactOptional(z.enum(FLAG_LIFETIMES)),
  state: z.exactOptional(z.enum(FLAG_STATES)),
  enabledIn: z.exactOptional(slugSchema),
  disabledIn: z.exactOptional(slugSchema),
})

/** `true` deletes a flag also when most flags of an environment are gone with it; that is audited. */
const flagDeletionSchema = z.strictObject({ allowMassRemoval: z.exactOptional(z.enum(['true', 'false'])) })

const resaltedSchema = z.strictObject({ ...flagMembers, moves: z.array(inputProblemSchema) })

/** What a flag is everywhere. */
export function flagOperations(context: ApiContext): readonly Operation[] {
  return [...readOperations(context), ...guardOperations(context), ...changeOperations()]
}

function readOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listFlags',
      method: 'get',
      path: FLAGS,
      tag: 'Flags',
      summary:
        'Flags by key, page by page, each with its state in every environment; search looks into keys and descriptions',
      needs: 'viewer',
      query: flagQuerySchema,
      status: 200,
      result: pageSchema(listedFlagSchema),
      handle: async ({ scope: { project }, query }) => {
        const { limit, cursor: after, search, enabledIn, disabledIn, ...filters } = query
        const inEnvironment = switchFilter(database, project.id, { enabledIn, disabledIn })
        const page = { limit: limit + 1, after, search: search || undefined }
        const index = flagIndexOf(database)
        await index.prepare(project.id)
        const flags = index.find(project.id, { ...page, ...filters, ...inEnvironment })
        return { body: toPage(flags, query, { placeOf: ({ row }) => row.key, viewOf: listedFlagView }) }
      },
    }),
    defineOperation({
      id: 'getFlag',
      method: 'get',
      path: FLAG,
      tag: 'Flags',
      summary: 'What a flag is everywhere',
      needs: 'viewer',
      errors: ['flag_not_found'],
      status: 200,
      result: flagViewSchema,
      handle: ({ scope, params }) => versioned(getFlag(database, scope.project.id, params.flag)),
    }),
  ]
}

function changeOperations(): readonly Operation[] {
  return [
    defineOperation({
      id: 'createFlag',
      method: 'post',
      path: FLAGS,
      tag: 'Flags',
      summary: 'Makes a flag, disabled everywhere',
      needs: 'editor',
      body: newFlagSchema,
      errors: ['flag_exists', 'flag_key_was_deleted', 'too_many_flags'],
      status: 201,
      result: flagViewSchema,
      handle: async ({ scope, body, commit }) =>
        versioned(await commit((change) => createFlag(change, scope.project, body))),
    }),
    defineOperation({
      id: 'updateFlag',
      method: 'patch',
      path: FLAG,
      tag: 'Flags',
      summary: 'Changes what a flag is everywhere; members that are absent stay as they are',
      needs: 'editor',
      ifMatch: 'required',
      body: flagPatchSchema,
      errors: ['flag_not_found', 'approval_required'],
      status: 200,
      result: flagViewSchema,
      handle: async ({ scope, params, precondition, body: patch, commit }) => {
        const order = { key: params.flag, precondition, patch }
        return versioned(await commit((change) => patchFlag(change, scope.project, order)))
      },
    }),
    defineOperation({
      id: 'resaltFlag',
      method: 'post',
      path: `${FLAG}/resalt`,
      tag: 'Flags',
      summary: 'Places everybody anew, on purpose; nothing else changes a salt',
      needs: 'editor',
      ifMatch: 'required',
      body: resaltingSchema,
      isBodyOptional: true,
      errors: ['flag_not_found', 'approval_required'],
      status: 200,
      result: resaltedSchema,
      handle: async ({ scope, params, precondition, body, commit }) => {
        const order = { key: params.flag, precondition, salt: body.salt }
        const { flag, moves } = await commit((change) => resaltFlag(change, scope.project, order))
        return { body: { ...flagView(flag), moves: moves.map(bodyProblem) }, version: String(flag.version) }
      },
    }),
    defineOperation({
      id: 'archiveFlag',
      method: 'post',
      path: `${FLAG}/archive`,
      tag: 'Flags',
      summary: 'Takes a flag from every edge, and keeps it as it is',
      needs: 'editor',
      ifMatch: 'required',
      query: flagDeletionSchema,
      errors: ['flag_not_found', 'flag_is_needed', 'mass_removal', 'approval_required'],
      status: 200,
      result: flagViewSchema,
      handle: async ({ scope, params, precondition, query, commit }) => {
        const order = { key: params.flag, precondition, allowMassRemoval: query.allowMassRemoval === 'true' }
        return versioned(await commit((change) => archiveFlag(change, scope.project, order)))
      },
    }),
    defineOperation({
      id: 'restoreFlag',
      method: 'post',
      path: `${FLAG}/restore`,
      tag: 'Flags',
      summary: 'Brings an archived flag back as it was',
      needs: 'editor',
      ifMatch: 'required',
      errors: ['flag_not_found', 'flag_does_not_fit', 'approval_required'],
      status: 200,
      result: flagViewSchema,
      handle: async ({ scope, params, precondition, commit }) =>
        versioned(await commit((change) => restoreFlag(change, scope.project, { key: params.flag, precondition }))),
    }),
    defineEmptyOperation({
      id: 'deleteFlag',
      method: 'delete',
      path: FLAG,
      tag: 'Flags',
      summary: 'Deletes a flag; its key stays taken, and nobody moves when it comes back',
      needs: 'editor',
      ifMatch: 'required',
      query: flagDeletionSchema,
      errors: ['flag_not_found', 'flag_is_needed', 'mass_removal', 'approval_required'],
      status: 204,
      handle: ({ scope, params, precondition, query, commit }) => {
        const order = { key: params.flag, precondition, allowMassRemoval: query.allowMassRemoval === 'true' }
        return commit((change) => {
          deleteFlag(change, scope.project, order)
          failRequestsOfFlag(change, scope.project, params.flag)
        })
      },
    }),
  ]
}

function versioned(flag: FlagRow): Reply<z.infer<typeof flagViewSchema>> {
  return { body: flagView(flag), version: String(flag.version) }
}
