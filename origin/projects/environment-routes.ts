import type { Router } from 'express'
import { actorOf } from '../access/principal.ts'
import { parseInput } from '../errors/parse-input.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { optionalPrecondition, sendVersioned } from '../http/if-match.ts'
import { readQuery } from '../http/query.ts'
import { bodyOf } from '../http/read-json.ts'
import { environmentPatchSchema, newEnvironmentSchema } from './environment-input.ts'
import { listEnvironments } from './environment-repository.ts'
import { createEnvironment, patchEnvironment } from './environment-service.ts'
import { environmentETag, environmentView } from './environment-view.ts'
import { findEnvironmentScope, findProject } from './find-scope.ts'

export function addEnvironmentRoutes(router: Router, { database, commit }: ApiContext): void {
  router.get('/projects/:project/environments', (request, response) => {
    readQuery(request, [])
    const project = findProject(database, principalOf(response), request.params.project)
    response.json({ items: listEnvironments(database, project.id).map(environmentView) })
  })

  router.post('/projects/:project/environments', async (request, response) => {
    const principal = principalOf(response)
    const project = findProject(database, principal, request.params.project)
    const input = parseInput(newEnvironmentSchema, bodyOf(request))
    const environment = await commit(actorOf(principal), (change) => createEnvironment(change, project, input))
    sendVersioned(response.status(201), environmentETag(environment), environmentView(environment))
  })

  router.get('/projects/:project/environments/:environment', (request, response) => {
    const { environment } = findEnvironmentScope(database, principalOf(response), request.params)
    sendVersioned(response, environmentETag(environment), environmentView(environment))
  })

  router.patch('/projects/:project/environments/:environment', async (request, response) => {
    const principal = principalOf(response)
    const scope = findEnvironmentScope(database, principal, request.params)
    const precondition = optionalPrecondition(request) ?? 'any'
    const patch = parseInput(environmentPatchSchema, bodyOf(request))
    const environment = await commit(actorOf(principal), (change) =>
      patchEnvironment(change, scope, { patch, precondition }),
    )
    sendVersioned(response, environmentETag(environment), environmentView(environment))
  })
}
