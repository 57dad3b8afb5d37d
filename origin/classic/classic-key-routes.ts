import { type RequestHandler, type Router, Router as createRouter } from 'express'
import type { Identify } from '../access/identify.ts'
import { createKey } from '../access/key-service.ts'
import type { ApiContext } from '../http/api-context.ts'
import { classicAuthor } from './classic-author.ts'
import { createErrorHandler, refuseUnknownRoute } from '../http/error-handler.ts'
import { readJson } from '../http/read-json.ts'
import { displayNameSchema } from '../identities/text-input.ts'
import { requireMasterKey, requireValidKey } from './classic-authentication.ts'
import { classicDialect } from './classic-dialect.ts'
import { member, readObject, refuse } from './classic-input.ts'
import { classicScope } from './classic-scope.ts'

const NAME_REQUIRED = "O campo 'name' é obrigatório"

/** `/admin/keys`: the seed's auth service. Its key manages flags and rules through the seed's routes, and evaluates. */
export function createClassicKeyRouter({ commit }: ApiContext, identify: Identify): Router {
  const router = createRouter({ caseSensitive: true, strict: true })
  router.use(requireMasterKey(identify), ...readJson({ anyMediaType: true }))

  router.post('/', async (request, response) => {
    const name = readName(request.body)
    const { text } = await commit(classicAuthor(request, response), (change) => {
      const { project, environment } = classicScope(change.transaction)
      const owner = { projectId: project.id, environmentId: environment.id }
      return createKey(change, owner, { name, kind: 'srv', scopes: ['classic'] })
    })
    const message = 'Guarde esta chave com segurança! Você não poderá vê-la novamente.'
    response.status(201).set('Cache-Control', 'no-store').json({ name, key: text, message })
  })

  return router.use(refuseUnknownRoute, createErrorHandler(classicDialect))
}

/** `/validate`: whether a key is one of those. */
export function createClassicValidateRouter(identify: Identify): Router {
  const router = createRouter({ caseSensitive: true, strict: true })
  router.get('/', requireValidKey(identify), answerValid)
  return router.use(refuseUnknownRoute, createErrorHandler(classicDialect))
}

const answerValid: RequestHandler = (_request, response) => {
  response.json({ message: 'Chave válida' })
}

function readName(body: unknown): string {
  if (body === undefined) return refuse('Corpo da requisição inválido')
  const name = member(readObject(body, ['name'], NAME_REQUIRED), 'name')
  if (name === undefined || name === null || name === '') return refuse(NAME_REQUIRED)
  if (typeof name !== 'string') return refuse("O campo 'name' deve ser um texto")
  if (displayNameSchema.safeParse(name).success) return name
  return refuse("O campo 'name' deve ter de 1 a 100 caracteres, sem espaços nas pontas nem caracteres de controle")
}
