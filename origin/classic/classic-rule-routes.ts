import { type Router, Router as createRouter } from 'express'
import type { Identify } from '../access/identify.ts'
import type { ApiContext } from '../http/api-context.ts'
import { classicAuthor } from './classic-author.ts'
import { createErrorHandler, refuseUnknownRoute } from '../http/error-handler.ts'
import { readJson } from '../http/read-json.ts'
import { requireClassicKey } from './classic-authentication.ts'
import { classicDialect } from './classic-dialect.ts'
import { member, readBoolean, readFlagName, readObject, refuse } from './classic-input.ts'
import {
  type ClassicRulePatch,
  type NewClassicRule,
  createClassicRule,
  deleteClassicRule,
  getClassicRule,
  patchClassicRule,
} from './classic-rule-service.ts'
import { readClassicRules } from './classic-rules-input.ts'

const BOTH_REQUIRED = "'flag_name' e 'rules' (JSON) são obrigatórios"
const MEMBERS = ['flag_name', 'rules', 'is_enabled']

/** `/rules`: the seed's targeting service. */
export function createClassicRuleRouter({ database, commit }: ApiContext, identify: Identify): Router {
  const router = createRouter({ caseSensitive: true, strict: true })
  router.use(requireClassicKey(identify), ...readJson({ anyMediaType: true }))

  router.post('/', async (request, response) => {
    const input = readNewRule(request.body)
    const rule = await commit(classicAuthor(request, response), (change) => createClassicRule(change, input))
    response.status(201).json(rule)
  })

  router.get('/:flag', (request, response) => {
    response.json(getClassicRule(database, request.params.flag))
  })

  router.put('/:flag', async (request, response) => {
    const patch = readPatch(request.body)
    const { flag } = request.params
    response.json(await commit(classicAuthor(request, response), (change) => patchClassicRule(change, flag, patch)))
  })

  router.delete('/:flag', async (request, response) => {
    const { flag } = request.params
    await commit(classicAuthor(request, response), (change) => deleteClassicRule(change, flag))
    response.status(204).end()
  })

  return router.use(refuseUnknownRoute, createErrorHandler(classicDialect))
}

function readNewRule(body: unknown): NewClassicRule {
  const object = readObject(body, MEMBERS, BOTH_REQUIRED)
  const flagName = member(object, 'flag_name')
  const rules = member(object, 'rules')
  if (flagName === undefined || flagName === null || flagName === '' || rules === undefined || rules === null) {
    return refuse(BOTH_REQUIRED)
  }
  return {
    flagName: readFlagName(object, 'flag_name'),
    rules: readClassicRules(rules),
    isEnabled: readBoolean(object, 'is_enabled') ?? true,
  }
}

function readPatch(body: unknown): ClassicRulePatch {
  const object = readObject(body, MEMBERS, 'Corpo da requisição obrigatório')
  const rules = member(object, 'rules')
  const isEnabled = readBoolean(object, 'is_enabled')
  if (rules === undefined && isEnabled === undefined) {
    refuse("Pelo menos um campo ('rules', 'is_enabled') é obrigatório")
  }
  return {
    ...(rules === undefined ? {} : { rules: readClassicRules(rules) }),
    ...(isEnabled === undefined ? {} : { isEnabled }),
  }
}
