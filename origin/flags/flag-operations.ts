import * as z from 'zod/mini'
import { bodyProblem } from '../errors/input-problem.ts'
import { inputProblemSchema } from '../errors/problem-schema.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { type Operation, type Reply, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { deleteFlag, patchFlag, resaltFlag } from './change-flag.ts'
import { createFlag } from './create-flag.ts'
import { flagPatchSchema, newFlagSchema, resaltingSchema } from './flag-input.ts'
import { type FlagRow, listFlags } from './flag-repository.ts'
import { flagMembers, flagView, flagViewSchema } from './flag-view.ts'
import { getFlag } from './get-flag.ts'

const FLAGS = '/projects/{project}/flags'
const FLAG = `${FLAGS}/{flag}` as const
const MAX_SEARCH_LENGTH = 256

interface FlagQuery extends PageRequest {
  readonly search?: string
}

const flagQuerySchema: z.ZodMiniType<FlagQuery> = z.strictObject({
  ...pageParameters,
  search: z.exactOptional(z.string().check(z.maxLength(MAX_SEARCH_LENGTH))),
})

/** `true` deletes a flag also when most flags of an environment are gone with it; that is audited. */
const flagDeletionSchema = z.strictObject({ allowMassRemoval: z.exactOptional(z.enum(['true', 'false'])) })

const resaltedSchema = z.strictObject({ ...flagMembers, moves: z.array(inputProblemSchema) })

/** What a flag is everywhere. */
export function flagOperations(context: ApiContext): readonly Operation[] {
  return [...readOperations(context), ...changeOperations()]
}

function readOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listFlags',
      method: 'get',
      path: FLAGS,
      tag: 'Flags',
      summary: 'Flags by key, page by page; search looks into keys and descriptions',
      needs: 'viewer',
      query: flagQuerySchema,
      status: 200,
      result: pageSchema(flagViewSchema),
      handle: ({ scope, query }) => {
        const { limit, cursor: after, search } = query
        const rows = listFlags(database, scope.project.id, { limit: limit + 1, after, search: search || undefined })
        return { body: toPage(rows, query, { placeOf: (flag) => flag.key, viewOf: flagView }) }
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
      errors: ['flag_not_found'],
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
      errors: ['flag_not_found'],
      status: 200,
      result: resaltedSchema,
      handle: async ({ scope, params, precondition, body, commit }) => {
        const order = { key: params.flag, precondition, salt: body.salt }
        const { flag, moves } = await commit((change) => resaltFlag(change, scope.project, order))
        return { body: { ...flagView(flag), moves: moves.map(bodyProblem) }, version: String(flag.version) }
      },
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
      errors: ['flag_not_found', 'flag_is_needed', 'mass_removal'],
      status: 204,
      handle: ({ scope, params, precondition, query, commit }) => {
        const order = { key: params.flag, precondition, allowMassRemoval: query.allowMassRemoval === 'true' }
        return commit((change) => deleteFlag(change, scope.project, order))
      },
    }),
  ]
}

function versioned(flag: FlagRow): Reply<z.infer<typeof flagViewSchema>> {
  return { body: flagView(flag), version: String(flag.version) }
}
