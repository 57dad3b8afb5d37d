import { type Router, Router as createRouter } from 'express'
import type { JsonObject } from '../../shared/contracts/json.ts'
import type { Identify } from '../access/identify.ts'
import type { ApiContext } from '../http/api-context.ts'
import { classicAuthor } from './classic-author.ts'
import { createErrorHandler, refuseUnknownRoute } from '../http/error-handler.ts'
import { readJson } from '../http/read-json.ts'
import { requireClassicKey } from './classic-authentication.ts'
import { classicDialect } from './classic-dialect.ts'
import {
  type ClassicFlagPatch,
  createClassicFlag,
  deleteClassicFlag,
  getClassicFlag,
  listClassicFlags,
  patchClassicFlag,
} from './classic-flag-service.ts'
import { member, readBoolean, readDescription, readFlagName, readObject, refuse } from './classic-input.ts'

const NAME_REQUIRED = "'name' é obrigatório"
const MEMBERS = ['name', 'description', 'is_enabled']

/** `/flags`: the seed's flag service. */
export function createClassicFlagRouter({ database, commit }: ApiContext, identify: Identify): Router {
  const router = createRouter({ caseSensitive: true, strict: true })
  router.use(requireClassicKey(identify), ...readJson({ anyMediaType: true }))

  router.get('/', (_request, response) => {
    response.json(listClassicFlags(database))
  })

  router.post('/', async (request, response) => {
    const input = readNewFlag(request.body)
    const flag = await commit(classicAuthor(request, response), (change) => createClassicFlag(change, input))
    response.status(201).json(flag)
  })

  router.get('/:name', (request, response) => {
    response.json(getClassicFlag(database, request.params.name))
  })

  router.put('/:name', async (request, response) => {
    const patch = readPatch(request.body)
    const { name } = request.params
    response.json(await commit(classicAuthor(request, response), (change) => patchClassicFlag(change, name, patch)))
  })

  router.delete('/:name', async (request, response) => {
    const { name } = request.params
    await commit(classicAuthor(request, response), (change) => deleteClassicFlag(change, name))
    response.status(204).end()
  })

  return router.use(refuseUnknownRoute, createErrorHandler(classicDialect))
}

function readNewFlag(body: unknown) {
  const object = readObject(body, MEMBERS, NAME_REQUIRED)
  const name = member(object, 'name')
  if (name === undefined || name === null || name === '') refuse(NAME_REQUIRED)
  return {
    name: readFlagName(object, 'name'),
    description: readDescription(object) ?? null,
    isEnabled: readBoolean(object, 'is_enabled') ?? false,
  }
}

function readPatch(body: unknown): ClassicFlagPatch {
  const object: JsonObject = readObject(body, MEMBERS, 'Corpo da requisição obrigatório')
  const description = readDescription(object)
  const isEnabled = readBoolean(object, 'is_enabled')
  if (description === undefined && isEnabled === undefined) {
    refuse("Pelo menos um campo ('description', 'is_enabled') é obrigatório")
  }
  return {
    ...(description === undefined ? {} : { description }),
    ...(isEnabled === undefined ? {} : { isEnabled }),
  }
}
