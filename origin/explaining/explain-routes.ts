import type { Response, Router } from 'express'
import type * as z from 'zod/mini'
import { parseInput } from '../errors/parse-input.ts'
import { getFlag } from '../flags/get-flag.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { bodyOf } from '../http/read-json.ts'
import { findEnvironmentScope } from '../projects/find-scope.ts'
import type { InputMoment } from '../targeting/configuration-input.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { explainDecision } from './explain-decision.ts'
import { explainSchema, previewSchema } from './explain-input.ts'
import { previewDraft } from './preview-draft.ts'
import type { StoredFlag } from './read-draft.ts'

const FLAG = '/projects/:project/environments/:environment/flags/:flag'

/** Questions about decisions: nothing is changed, and nothing is counted. */
export function addExplainRoutes(router: Router, context: ApiContext): void {
  const { database } = context
  addQuestion(router, context, {
    name: 'explain',
    schema: explainSchema,
    answer: (stored, input, moment) => explainDecision(database, stored, { input, moment }),
  })
  addQuestion(router, context, {
    name: 'preview',
    schema: previewSchema,
    answer: (stored, input, moment) => previewDraft(database, stored, { input, moment }),
  })
}

interface Question<Input> {
  readonly name: 'explain' | 'preview'
  readonly schema: z.ZodMiniType<Input>
  readonly answer: (stored: StoredFlag, input: Input, moment: InputMoment) => object
}

function addQuestion<Input>(
  router: Router,
  { database, clock, drawId }: ApiContext,
  { name, schema, answer }: Question<Input>,
): void {
  router.post(`${FLAG}/${name}`, (request, response: Response) => {
    const { project, environment } = findEnvironmentScope(database, principalOf(response), request.params)
    const input = parseInput(schema, bodyOf(request))
    const flag = getFlag(database, project.id, request.params.flag)
    const row = getConfiguration(database, flag.id, environment.id)
    response.json(answer({ environment, flag, row }, input, { nowMs: clock(), drawId }))
  })
}
