import * as z from 'zod/mini'
import { bodyProblem } from '../errors/input-problem.ts'
import { inputProblemSchema } from '../errors/problem-schema.ts'
import { resaltingSchema } from '../flags/flag-input.ts'
import type { ApiContext } from '../http/api-context.ts'
import { pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { type Operation, type Reply, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { failRequestsOfGroup } from '../requests/fail-requests.ts'
import { getGroup } from './get-group.ts'
import { groupPatchSchema, newGroupSchema } from './group-input.ts'
import { type GroupRow, listGroups } from './group-repository.ts'
import { createGroup, deleteGroup, patchGroup } from './group-service.ts'
import { usesOfGroup } from './group-uses.ts'
import { groupMembers, groupView, groupViewSchema } from './group-view.ts'
import { resaltGroup } from './resalt-group.ts'

const GROUPS = '/projects/{project}/groups'
const GROUP = `${GROUPS}/{group}` as const

const usesSchema = z.strictObject({
  items: z.array(
    z.strictObject({ environment: z.string(), flag: z.string(), rule: z.string(), slot: z.exactOptional(z.string()) }),
  ),
})

const resaltedSchema = z.strictObject({ ...groupMembers, moves: z.array(inputProblemSchema) })

/** Exclusion groups and holdouts, which the rules of all environments share. */
export function groupOperations(context: ApiContext): readonly Operation[] {
  return [...readOperations(context), ...changeOperations()]
}

function readOperations({ database }: ApiContext): readonly Operation[] {
  const facts = { method: 'get', tag: 'Groups', needs: 'viewer', status: 200 } as const
  return [
    defineOperation({
      ...facts,
      id: 'listGroups',
      path: GROUPS,
      summary: 'Exclusion groups and holdouts by key, page by page',
      query: pageQuerySchema,
      result: pageSchema(groupViewSchema),
      handle: ({ scope, query }) => {
        const rows = listGroups(database, scope.project.id, { limit: query.limit + 1, after: query.cursor })
        return { body: toPage(rows, query, { placeOf: ({ key }) => key, viewOf: groupView }) }
      },
    }),
    defineOperation({
      ...facts,
      id: 'getGroup',
      path: GROUP,
      summary: 'An exclusion group or a holdout',
      errors: ['group_not_found'],
      result: groupViewSchema,
      handle: ({ scope, params }) => versioned(getGroup(database, scope.project.id, params.group)),
    }),
    defineOperation({
      ...facts,
      id: 'listGroupUses',
      path: `${GROUP}/uses`,
      summary: 'The rules that refer to a group, in every environment',
      errors: ['group_not_found'],
      result: usesSchema,
      handle: ({ scope, params }) => {
        const { key } = getGroup(database, scope.project.id, params.group)
        const items = usesOfGroup(database, scope.project.id, key).map(({ environment, flag, ruleId, slot }) => ({
          environment,
          flag,
          rule: ruleId,
          ...(slot === undefined ? {} : { slot }),
        }))
        return { body: { items } }
      },
    }),
  ]
}

function changeOperations(): readonly Operation[] {
  const facts = { tag: 'Groups', needs: 'editor' } as const
  return [
    defineOperation({
      ...facts,
      id: 'createGroup',
      method: 'post',
      path: GROUPS,
      summary: 'Makes an exclusion group (`slots`) or a holdout (`share`)',
      body: newGroupSchema,
      errors: ['group_exists', 'segment_exists', 'too_many_groups'],
      status: 201,
      result: groupViewSchema,
      handle: async ({ scope, body, commit }) =>
        versioned(await commit((change) => createGroup(change, scope.project.id, body))),
    }),
    defineOperation({
      ...facts,
      id: 'updateGroup',
      method: 'patch',
      path: GROUP,
      summary: 'Changes a group; whoever is in a slot that does not shrink stays in it',
      ifMatch: 'required',
      body: groupPatchSchema,
      errors: ['group_not_found', 'group_is_used', 'segment_exists', 'too_many_groups', 'approval_required'],
      status: 200,
      result: groupViewSchema,
      handle: async ({ scope, params, precondition, body: edit, commit }) => {
        const order = { key: params.group, precondition, edit }
        return versioned(await commit((change) => patchGroup(change, scope.project.id, order)))
      },
    }),
    defineOperation({
      ...facts,
      id: 'resaltGroup',
      method: 'post',
      path: `${GROUP}/resalt`,
      summary: 'Places everybody anew, on purpose; nothing else changes a salt',
      ifMatch: 'required',
      body: resaltingSchema,
      isBodyOptional: true,
      errors: ['group_not_found', 'approval_required'],
      status: 200,
      result: resaltedSchema,
      handle: async ({ scope, params, precondition, body, commit }) => {
        const order = { key: params.group, precondition, salt: body.salt }
        const { group, moves } = await commit((change) => resaltGroup(change, scope.project.id, order))
        return { body: { ...groupView(group), moves: moves.map(bodyProblem) }, version: String(group.version) }
      },
    }),
    defineEmptyOperation({
      ...facts,
      id: 'deleteGroup',
      method: 'delete',
      path: GROUP,
      summary: 'Deletes a group that no rule refers to',
      ifMatch: 'required',
      errors: ['group_not_found', 'group_is_used'],
      status: 204,
      handle: ({ scope, params, precondition, commit }) =>
        commit((change) => {
          deleteGroup(change, scope.project.id, { key: params.group, precondition })
          failRequestsOfGroup(change, scope.project, params.group)
        }),
    }),
  ]
}

function versioned(group: GroupRow): Reply<z.infer<typeof groupViewSchema>> {
  return { body: groupView(group), version: String(group.version) }
}
