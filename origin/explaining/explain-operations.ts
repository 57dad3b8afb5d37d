import type { ApiContext } from '../http/api-context.ts'
import { getFlag } from '../flags/get-flag.ts'
import { type Operation, type ScopeOf, defineOperation } from '../operations/operation.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { explainDecision } from './explain-decision.ts'
import { explainSchema, previewInputSchema } from './explain-input.ts'
import { explanationSchema, previewSchema } from './explain-view.ts'
import { previewDraft } from './preview-draft.ts'
import type { StoredFlag } from './read-draft.ts'

const FLAG = '/projects/{project}/environments/{environment}/flags/{flag}'

/** Questions about decisions: nothing is changed, and nothing is counted. */
export function explainOperations({ database, clock, drawId }: ApiContext): readonly Operation[] {
  const facts = { method: 'post', tag: 'Explaining', needs: 'viewer', status: 200, errors: ['flag_not_found'] } as const
  const storedFlag = ({ project, environment }: ScopeOf<typeof FLAG>, key: string): StoredFlag => {
    const flag = getFlag(database, project.id, key)
    return { environment, flag, row: getConfiguration(database, flag.id, environment.id) }
  }
  const now = () => ({ nowMs: clock(), drawId })
  return [
    defineOperation({
      ...facts,
      id: 'explainFlag',
      path: `${FLAG}/explain`,
      summary: 'Why somebody gets what they get, by what is stored or by a draft',
      body: explainSchema,
      result: explanationSchema,
      handle: ({ scope, params, body }) => ({
        body: explainDecision(database, storedFlag(scope, params.flag), { input: body, moment: now() }),
      }),
    }),
    defineOperation({
      ...facts,
      id: 'previewConfiguration',
      path: `${FLAG}/preview`,
      summary: 'Who of the people one names would get something else by a draft',
      body: previewInputSchema,
      result: previewSchema,
      handle: ({ scope, params, body }) => ({
        body: previewDraft(database, storedFlag(scope, params.flag), { input: body, moment: now() }),
      }),
    }),
  ]
}
