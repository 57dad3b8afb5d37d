import type { Request, Router } from 'express'
import { actorOf } from '../access/principal.ts'
import { bodyProblem } from '../errors/input-problem.ts'
import { parseInput } from '../errors/parse-input.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { requiredPrecondition, sendVersioned } from '../http/if-match.ts'
import { readPage, toPage } from '../http/page.ts'
import { invalidQuery, readQuery } from '../http/query.ts'
import { bodyOf } from '../http/read-json.ts'
import { findProject } from '../projects/find-scope.ts'
import { deleteFlag, patchFlag, resaltFlag } from './change-flag.ts'
import { createFlag } from './create-flag.ts'
import { flagPatchSchema, newFlagSchema, resaltingSchema } from './flag-input.ts'
import { listFlags } from './flag-repository.ts'
import { flagView } from './flag-view.ts'
import { getFlag } from './get-flag.ts'

const FLAGS = '/projects/:project/flags'
const FLAG = `${FLAGS}/:flag` as const
const MAX_SEARCH_LENGTH = 256

export function addFlagRoutes(router: Router, context: ApiContext): void {
  addReadRoutes(router, context)
  addChangeRoutes(router, context)
}

function addReadRoutes(router: Router, { database }: ApiContext): void {
  router.get(FLAGS, (request, response) => {
    const project = findProject(database, principalOf(response), request.params.project)
    const { page, search } = readListing(request)
    const rows = listFlags(database, project.id, { limit: page.limit + 1, after: page.after, search })
    response.json(toPage(rows, page, { placeOf: (flag) => flag.key, viewOf: flagView }))
  })

  router.get(FLAG, (request, response) => {
    const project = findProject(database, principalOf(response), request.params.project)
    const flag = getFlag(database, project.id, request.params.flag)
    sendVersioned(response, String(flag.version), flagView(flag))
  })
}

function addChangeRoutes(router: Router, { database, commit }: ApiContext): void {
  router.post(FLAGS, async (request, response) => {
    const principal = principalOf(response)
    const project = findProject(database, principal, request.params.project)
    const input = parseInput(newFlagSchema, bodyOf(request))
    const flag = await commit(actorOf(principal), (change) => createFlag(change, project, input))
    sendVersioned(response.status(201), String(flag.version), flagView(flag))
  })

  router.patch(FLAG, async (request, response) => {
    const principal = principalOf(response)
    const project = findProject(database, principal, request.params.project)
    const order = { key: request.params.flag, precondition: requiredPrecondition(request) }
    const patch = parseInput(flagPatchSchema, bodyOf(request))
    const flag = await commit(actorOf(principal), (change) => patchFlag(change, project, { ...order, patch }))
    sendVersioned(response, String(flag.version), flagView(flag))
  })

  router.post(`${FLAG}/resalt`, async (request, response) => {
    const principal = principalOf(response)
    const project = findProject(database, principal, request.params.project)
    const order = { key: request.params.flag, precondition: requiredPrecondition(request) }
    const { salt } = parseInput(resaltingSchema, request.body ?? {})
    const { flag, moves } = await commit(actorOf(principal), (change) =>
      resaltFlag(change, project, { ...order, salt }),
    )
    sendVersioned(response, String(flag.version), { ...flagView(flag), moves: moves.map(bodyProblem) })
  })

  router.delete(FLAG, async (request, response) => {
    const principal = principalOf(response)
    const project = findProject(database, principal, request.params.project)
    const order = { key: request.params.flag, precondition: requiredPrecondition(request) }
    await commit(actorOf(principal), (change) => deleteFlag(change, project, order))
    response.status(204).end()
  })
}

function readListing(request: Request) {
  const query = readQuery(request, ['limit', 'cursor', 'search'])
  const search = query.search === '' ? undefined : query.search
  if (search !== undefined && search.length > MAX_SEARCH_LENGTH) {
    throw invalidQuery('search', `expected at most ${MAX_SEARCH_LENGTH} characters`)
  }
  return { page: readPage(query), search }
}
