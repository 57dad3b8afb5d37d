import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, type Reply, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { newSavedContextSchema, savedContextPatchSchema } from './saved-context-input.ts'
import { type SavedContext, listSavedContexts } from './saved-context-repository.ts'
import { createSavedContext, deleteSavedContext, patchSavedContext } from './saved-context-service.ts'
import { savedContextView, savedContextViewSchema } from './saved-context-view.ts'

const CONTEXTS = '/projects/{project}/contexts'
const CONTEXT = `${CONTEXTS}/{id}` as const

export function savedContextOperations({ database }: ApiContext): readonly Operation[] {
  const facts = { tag: 'Saved contexts' } as const
  return [
    defineOperation({
      ...facts,
      id: 'listSavedContexts',
      method: 'get',
      path: CONTEXTS,
      summary: 'Example people, by name, for explanations and previews',
      needs: 'viewer',
      status: 200,
      result: z.strictObject({ items: z.array(savedContextViewSchema) }),
      handle: ({ scope }) => ({
        body: { items: listSavedContexts(database, scope.project.id).map(savedContextView) },
      }),
    }),
    defineOperation({
      ...facts,
      id: 'createSavedContext',
      method: 'post',
      path: CONTEXTS,
      summary: 'Keeps an example person under a name',
      needs: 'editor',
      body: newSavedContextSchema,
      errors: ['context_exists', 'too_many_contexts'],
      status: 201,
      result: savedContextViewSchema,
      handle: async ({ scope, body, commit }) =>
        versioned(await commit((change) => createSavedContext(change, scope.project.id, body))),
    }),
    defineOperation({
      ...facts,
      id: 'updateSavedContext',
      method: 'patch',
      path: CONTEXT,
      summary: 'Changes an example person; members that are absent stay as they are',
      needs: 'editor',
      ifMatch: 'required',
      body: savedContextPatchSchema,
      errors: ['context_not_found', 'context_exists'],
      status: 200,
      result: savedContextViewSchema,
      handle: async ({ scope, params, precondition, body: patch, commit }) => {
        const order = { id: params.id, precondition, patch }
        return versioned(await commit((change) => patchSavedContext(change, scope.project.id, order)))
      },
    }),
    defineEmptyOperation({
      ...facts,
      id: 'deleteSavedContext',
      method: 'delete',
      path: CONTEXT,
      summary: 'Forgets an example person',
      needs: 'editor',
      ifMatch: 'required',
      errors: ['context_not_found'],
      status: 204,
      handle: ({ scope, params, precondition, commit }) =>
        commit((change) => deleteSavedContext(change, scope.project.id, { id: params.id, precondition })),
    }),
  ]
}

function versioned(row: SavedContext): Reply<z.infer<typeof savedContextViewSchema>> {
  return { body: savedContextView(row), version: String(row.version) }
}
