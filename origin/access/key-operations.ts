import * as z from 'zod/mini'
import type { Database } from '../db/open-database.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Page, type PageRequest, pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { type Operation, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import type { EnvironmentScope } from '../projects/find-scope.ts'
import type { Project } from '../projects/project-repository.ts'
import { newEnvironmentKeySchema, newProjectKeySchema } from './key-input.ts'
import { keyPlaceOf, openKeyPlace } from './key-place.ts'
import type { KeyUseBook } from './key-use-book.ts'
import { type KeyOwner, listKeys } from './key-repository.ts'
import { type CreatedKey, createKey, revokeKey } from './key-service.ts'
import { rotateKey } from './rotate-key.ts'
import { createdKeySchema, keyView, keyViewSchema } from './key-view.ts'

const OF_PROJECT = '/projects/{project}/keys'
const OF_ENVIRONMENT = '/projects/{project}/environments/{environment}/keys'

/** A month: longer than that is no rotation. */
const MAX_OVERLAP_SECONDS = 30 * 86_400
const rotationSchema = z.strictObject({ overlapSeconds: z.int().check(z.gte(0), z.lte(MAX_OVERLAP_SECONDS)) })

export function keyOperations(context: ApiContext, keyUses: Pick<KeyUseBook, 'flush'>): readonly Operation[] {
  const pageOf: KeyPages = (owner, query) => {
    keyUses.flush()
    return keyPage(context.database, owner, query)
  }
  return [...projectKeyOperations(pageOf), ...environmentKeyOperations(pageOf)]
}

type KeyPages = (owner: KeyOwner, query: PageRequest) => ReturnType<typeof keyPage>

function projectKeyOperations(pageOf: KeyPages): readonly Operation[] {
  return [
    defineOperation({
      id: 'listProjectKeys',
      method: 'get',
      path: OF_PROJECT,
      tag: 'Keys',
      summary: 'Keys that manage the project, newest first',
      needs: 'admin',
      query: pageQuerySchema,
      status: 200,
      result: pageSchema(keyViewSchema),
      handle: ({ scope, query }) => ({ body: pageOf(ownerOfProject(scope), query) }),
    }),
    defineOperation({
      id: 'createProjectKey',
      method: 'post',
      path: OF_PROJECT,
      tag: 'Keys',
      summary: 'Makes a key that manages the project; it is shown once',
      needs: 'admin',
      isSecret: true,
      body: newProjectKeySchema,
      errors: ['too_many_keys'],
      status: 201,
      result: createdKeySchema,
      handle: async ({ scope, body, commit }) => {
        const order = { ...body, kind: 'adm' as const, scopes: ['manage' as const] }
        return created(await commit((change) => createKey(change, ownerOfProject(scope), order)))
      },
    }),
    defineOperation({
      id: 'rotateProjectKey',
      method: 'post',
      path: `${OF_PROJECT}/{id}/rotate`,
      tag: 'Keys',
      summary: 'Makes a successor of a key, shown once; both work during the overlap',
      needs: 'admin',
      isSecret: true,
      body: rotationSchema,
      errors: ['key_not_found', 'too_many_keys'],
      status: 201,
      result: createdKeySchema,
      handle: async ({ scope, params, body, commit }) =>
        created(await commit((change) => rotateKey(change, ownerOfProject(scope), { id: params.id, ...body }))),
    }),
    defineEmptyOperation({
      id: 'revokeProjectKey',
      method: 'delete',
      path: `${OF_PROJECT}/{id}`,
      tag: 'Keys',
      summary: 'Revokes a key at once and for ever',
      needs: 'admin',
      errors: ['key_not_found'],
      status: 204,
      handle: ({ scope, params, commit }) => commit((change) => revokeKey(change, ownerOfProject(scope), params.id)),
    }),
  ]
}

function environmentKeyOperations(pageOf: KeyPages): readonly Operation[] {
  return [
    defineOperation({
      id: 'listEnvironmentKeys',
      method: 'get',
      path: OF_ENVIRONMENT,
      tag: 'Keys',
      summary: 'Keys that evaluate in the environment, newest first',
      needs: 'admin',
      query: pageQuerySchema,
      status: 200,
      result: pageSchema(keyViewSchema),
      handle: ({ scope, query }) => ({ body: pageOf(ownerOfEnvironment(scope), query) }),
    }),
    defineOperation({
      id: 'createEnvironmentKey',
      method: 'post',
      path: OF_ENVIRONMENT,
      tag: 'Keys',
      summary: 'Makes a key for servers or for browsers; it is shown once',
      needs: 'admin',
      isSecret: true,
      body: newEnvironmentKeySchema,
      errors: ['too_many_keys'],
      status: 201,
      result: createdKeySchema,
      handle: async ({ scope, body, commit }) => {
        const order = { ...body, scopes: ['evaluate' as const] }
        return created(await commit((change) => createKey(change, ownerOfEnvironment(scope), order)))
      },
    }),
    defineOperation({
      id: 'rotateEnvironmentKey',
      method: 'post',
      path: `${OF_ENVIRONMENT}/{id}/rotate`,
      tag: 'Keys',
      summary: 'Makes a successor of a key, shown once; both work during the overlap',
      needs: 'admin',
      isSecret: true,
      body: rotationSchema,
      errors: ['key_not_found', 'too_many_keys'],
      status: 201,
      result: createdKeySchema,
      handle: async ({ scope, params, body, commit }) =>
        created(await commit((change) => rotateKey(change, ownerOfEnvironment(scope), { id: params.id, ...body }))),
    }),
    defineEmptyOperation({
      id: 'revokeEnvironmentKey',
      method: 'delete',
      path: `${OF_ENVIRONMENT}/{id}`,
      tag: 'Keys',
      summary: 'Revokes a key at once and for ever',
      needs: 'admin',
      errors: ['key_not_found'],
      status: 204,
      handle: ({ scope, params, commit }) =>
        commit((change) => revokeKey(change, ownerOfEnvironment(scope), params.id)),
    }),
  ]
}

function ownerOfProject({ project }: { readonly project: Project }): KeyOwner {
  return { projectId: project.id, environmentId: null }
}

function ownerOfEnvironment({ project, environment }: EnvironmentScope): KeyOwner {
  return { projectId: project.id, environmentId: environment.id }
}

function keyPage(database: Database, owner: KeyOwner, page: PageRequest): Page<z.infer<typeof keyViewSchema>> {
  const rows = listKeys(database, owner, { limit: page.limit + 1, below: openKeyPlace(page.cursor) })
  return toPage(rows, page, { placeOf: keyPlaceOf, viewOf: keyView })
}

function created({ key, text }: CreatedKey): { readonly body: z.infer<typeof createdKeySchema> } {
  return { body: { ...keyView(key), key: text } }
}
