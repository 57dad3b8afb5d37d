import * as z from 'zod/mini'
import { getFlag } from '../flags/get-flag.ts'
import type { ApiContext } from '../http/api-context.ts'
import { type Call, type Operation, type Reply, defineOperation } from '../operations/operation.ts'
import {
  type ConfigurationInput,
  applyConfigurationInput,
  configurationPatchSchema,
  configurationSchema,
  wholeConfiguration,
} from './configuration-input.ts'
import { changedConfigurationSchema, configurationReply } from './configuration-reply.ts'
import { findConfigurations, getConfiguration } from './configuration-repository.ts'
import { changeConfiguration } from './configuration-service.ts'
import { configurationView, configurationViewSchema } from './configuration-view.ts'

const CONFIGURATION = '/projects/{project}/environments/{environment}/flags/{flag}'

/** What a flag does in one environment. */
export function configurationOperations({ database }: ApiContext): readonly Operation[] {
  const facts = {
    path: CONFIGURATION,
    tag: 'Targeting',
    status: 200,
    errors: ['flag_not_found', 'flag_is_archived', 'approval_required'],
  } as const
  return [
    defineOperation({
      ...facts,
      id: 'listConfigurations',
      method: 'get',
      path: '/projects/{project}/flags/{flag}/configurations',
      summary: 'What a flag does in every environment',
      needs: 'viewer',
      result: z.strictObject({ items: z.array(configurationViewSchema) }),
      handle: ({ scope, params }) => {
        const key = params.flag
        const rows = findConfigurations(database, scope.project.id, key)
        // Of a flag that is there none, where its project has no environment.
        if (rows.length === 0) getFlag(database, scope.project.id, key)
        return {
          body: {
            items: rows.map((row) => configurationView(key, row.environmentKey, row)),
          },
        }
      },
    }),
    defineOperation({
      ...facts,
      id: 'getConfiguration',
      method: 'get',
      summary: 'What a flag does in an environment',
      needs: 'viewer',
      result: configurationViewSchema,
      handle: ({ scope, params }) => {
        const flag = getFlag(database, scope.project.id, params.flag)
        const row = getConfiguration(database, flag.id, scope.environment.id)
        return { body: configurationView(flag.key, scope.environment.key, row), version: String(row.version) }
      },
    }),
    defineOperation({
      ...facts,
      id: 'replaceConfiguration',
      method: 'put',
      summary: 'Says all that a flag does in an environment',
      needs: 'editor',
      ifMatch: 'required',
      body: configurationSchema,
      result: changedConfigurationSchema,
      handle: (call) => change(call, wholeConfiguration(call.body)),
    }),
    defineOperation({
      ...facts,
      id: 'updateConfiguration',
      method: 'patch',
      summary: 'Changes what a flag does in an environment; members that are absent stay as they are',
      needs: 'editor',
      ifMatch: 'required',
      body: configurationPatchSchema,
      result: changedConfigurationSchema,
      handle: (call) => change(call, call.body),
    }),
  ]
}

async function change(
  { scope, params, precondition, commit }: Call<typeof CONFIGURATION, unknown, unknown>,
  input: Partial<ConfigurationInput>,
): Promise<Reply<z.infer<typeof changedConfigurationSchema>>> {
  const flagKey = params.flag
  const changed = await commit((made) =>
    changeConfiguration(made, scope, {
      flagKey,
      precondition,
      edit: (current) => applyConfigurationInput(current, input, made),
    }),
  )
  return configurationReply({ flag: flagKey, environment: scope.environment.key }, changed)
}
