import type { Router } from 'express'
import { actorOf } from '../access/principal.ts'
import { bodyProblem } from '../errors/input-problem.ts'
import { parseInput } from '../errors/parse-input.ts'
import { getFlag } from '../flags/get-flag.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { requiredPrecondition, sendVersioned } from '../http/if-match.ts'
import { bodyOf } from '../http/read-json.ts'
import { findEnvironmentScope } from '../projects/find-scope.ts'
import {
  type ConfigurationInput,
  applyConfigurationInput,
  configurationPatchSchema,
  configurationSchema,
  wholeConfiguration,
} from './configuration-input.ts'
import { getConfiguration } from './configuration-repository.ts'
import { changeConfiguration } from './configuration-service.ts'
import { configurationView } from './configuration-view.ts'

const CONFIGURATION = '/projects/:project/environments/:environment/flags/:flag'

export function addConfigurationRoutes(router: Router, context: ApiContext): void {
  const { database } = context

  router.get(CONFIGURATION, (request, response) => {
    const { project, environment } = findEnvironmentScope(database, principalOf(response), request.params)
    const flag = getFlag(database, project.id, request.params.flag)
    const row = getConfiguration(database, flag.id, environment.id)
    sendVersioned(response, String(row.version), configurationView(flag.key, environment.key, row))
  })

  addChangeRoute(router, context, {
    method: 'put',
    read: (body) => wholeConfiguration(parseInput(configurationSchema, body)),
  })
  addChangeRoute(router, context, { method: 'patch', read: (body) => parseInput(configurationPatchSchema, body) })
}

interface ChangeRoute {
  readonly method: 'put' | 'patch'
  readonly read: (body: unknown) => Partial<ConfigurationInput>
}

function addChangeRoute(router: Router, { database, commit }: ApiContext, { method, read }: ChangeRoute): void {
  router[method](CONFIGURATION, async (request, response) => {
    const principal = principalOf(response)
    const scope = findEnvironmentScope(database, principal, request.params)
    const precondition = requiredPrecondition(request)
    const input = read(bodyOf(request))
    const flagKey = request.params.flag
    const { row, moves } = await commit(actorOf(principal), (change) =>
      changeConfiguration(change, scope, {
        flagKey,
        precondition,
        edit: (current) => applyConfigurationInput(current, input, change),
      }),
    )
    const view = configurationView(flagKey, scope.environment.key, row)
    sendVersioned(response, String(row.version), moves.length === 0 ? view : { ...view, moves: moves.map(bodyProblem) })
  })
}
