import type { Request, Response, Router } from 'express'
import { parseInput } from '../errors/parse-input.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { type PageRequest, readPage, toPage } from '../http/page.ts'
import { readQuery } from '../http/query.ts'
import { bodyOf } from '../http/read-json.ts'
import { findEnvironmentScope, findProject } from '../projects/find-scope.ts'
import { newEnvironmentKeySchema, newProjectKeySchema } from './key-input.ts'
import { keyPlaceOf, openKeyPlace } from './key-place.ts'
import { type KeyOwner, listKeys } from './key-repository.ts'
import { type CreatedKey, createKey, revokeKey } from './key-service.ts'
import { keyView } from './key-view.ts'
import { actorOf } from './principal.ts'

const OF_PROJECT = '/projects/:project/keys'
const OF_ENVIRONMENT = '/projects/:project/environments/:environment/keys'

export function addKeyRoutes(router: Router, context: ApiContext): void {
  addProjectKeyRoutes(router, context)
  addEnvironmentKeyRoutes(router, context)
}

function addProjectKeyRoutes(router: Router, { database, commit }: ApiContext): void {
  const ownerOf = (response: Response, key: string): KeyOwner => ({
    projectId: findProject(database, principalOf(response), key).id,
    environmentId: null,
  })

  router.get(OF_PROJECT, (request, response) => {
    const owner = ownerOf(response, request.params.project)
    response.json(keyPage(database, owner, pageOf(request)))
  })

  router.post(OF_PROJECT, async (request, response) => {
    const owner = ownerOf(response, request.params.project)
    const input = parseInput(newProjectKeySchema, bodyOf(request))
    const actor = actorOf(principalOf(response))
    sendCreated(
      response,
      await commit(actor, (change) => createKey(change, owner, { ...input, kind: 'adm', scopes: ['manage'] })),
    )
  })

  router.delete(`${OF_PROJECT}/:id`, async (request, response) => {
    const owner = ownerOf(response, request.params.project)
    await commit(actorOf(principalOf(response)), (change) => revokeKey(change, owner, request.params.id))
    response.status(204).end()
  })
}

function addEnvironmentKeyRoutes(router: Router, { database, commit }: ApiContext): void {
  const ownerOf = (response: Response, keys: { project: string; environment: string }): KeyOwner => {
    const { project, environment } = findEnvironmentScope(database, principalOf(response), keys)
    return { projectId: project.id, environmentId: environment.id }
  }

  router.get(OF_ENVIRONMENT, (request, response) => {
    const owner = ownerOf(response, request.params)
    response.json(keyPage(database, owner, pageOf(request)))
  })

  router.post(OF_ENVIRONMENT, async (request, response) => {
    const owner = ownerOf(response, request.params)
    const input = parseInput(newEnvironmentKeySchema, bodyOf(request))
    const actor = actorOf(principalOf(response))
    sendCreated(response, await commit(actor, (change) => createKey(change, owner, { ...input, scopes: ['evaluate'] })))
  })

  router.delete(`${OF_ENVIRONMENT}/:id`, async (request, response) => {
    const owner = ownerOf(response, request.params)
    await commit(actorOf(principalOf(response)), (change) => revokeKey(change, owner, request.params.id))
    response.status(204).end()
  })
}

function pageOf(request: Request): PageRequest {
  return readPage(readQuery(request, ['limit', 'cursor']))
}

function keyPage(database: ApiContext['database'], owner: KeyOwner, page: PageRequest) {
  const rows = listKeys(database, owner, { limit: page.limit + 1, below: openKeyPlace(page.after) })
  return toPage(rows, page, { placeOf: keyPlaceOf, viewOf: keyView })
}

function sendCreated(response: Response, { key, text }: CreatedKey): void {
  response
    .status(201)
    .set('Cache-Control', 'no-store')
    .json({ ...keyView(key), key: text })
}
