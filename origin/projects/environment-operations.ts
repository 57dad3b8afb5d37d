import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { type Operation, type Reply, defineOperation } from '../operations/operation.ts'
import { environmentPatchSchema, newEnvironmentSchema } from './environment-input.ts'
import { type Environment, listEnvironments } from './environment-repository.ts'
import { createEnvironment, patchEnvironment } from './environment-service.ts'
import { environmentETag, environmentView, environmentViewSchema } from './environment-view.ts'

const ENVIRONMENTS = '/projects/{project}/environments'
const ENVIRONMENT = `${ENVIRONMENTS}/{environment}` as const

export function environmentOperations({ database }: ApiContext): readonly Operation[] {
  return [
    defineOperation({
      id: 'listEnvironments',
      method: 'get',
      path: ENVIRONMENTS,
      tag: 'Environments',
      summary: 'The environments of a project',
      needs: 'viewer',
      status: 200,
      result: z.strictObject({ items: z.array(environmentViewSchema) }),
      handle: ({ scope }) => ({
        body: { items: listEnvironments(database, scope.project.id).map(environmentView) },
      }),
    }),
    defineOperation({
      id: 'createEnvironment',
      method: 'post',
      path: ENVIRONMENTS,
      tag: 'Environments',
      summary: 'Makes an environment in which every flag is disabled',
      needs: 'admin',
      body: newEnvironmentSchema,
      errors: ['environment_exists'],
      status: 201,
      result: environmentViewSchema,
      handle: async ({ scope, body, commit }) =>
        versioned(await commit((change) => createEnvironment(change, scope.project, body))),
    }),
    defineOperation({
      id: 'getEnvironment',
      method: 'get',
      path: ENVIRONMENT,
      tag: 'Environments',
      summary: 'An environment and its settings',
      needs: 'viewer',
      status: 200,
      result: environmentViewSchema,
      handle: ({ scope }) => versioned(scope.environment),
    }),
    defineOperation({
      id: 'updateEnvironment',
      method: 'patch',
      path: ENVIRONMENT,
      tag: 'Environments',
      summary: 'Changes an environment; members that are absent stay as they are',
      needs: 'admin',
      ifMatch: 'optional',
      body: environmentPatchSchema,
      status: 200,
      result: environmentViewSchema,
      handle: async ({ scope, precondition, body: patch, commit }) =>
        versioned(await commit((change) => patchEnvironment(change, scope, { patch, precondition }))),
    }),
  ]
}

function versioned(environment: Environment): Reply<z.infer<typeof environmentViewSchema>> {
  return { body: environmentView(environment), version: environmentETag(environment) }
}
