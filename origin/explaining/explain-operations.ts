import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { listFlags } from '../flags/flag-repository.ts'
import { MAX_SEARCH_LENGTH } from '../flags/flag-search.ts'
import { getFlag } from '../flags/get-flag.ts'
import { type PageRequest, pageParameters, pageSchema, toPage } from '../http/page.ts'
import { type Operation, type ScopeOf, defineOperation } from '../operations/operation.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { decideFlags } from './decide-flags.ts'
import { explainDecision } from './explain-decision.ts'
import { decideSchema, explainSchema, previewInputSchema } from './explain-input.ts'
import { decisionSchema, explanationSchema, previewSchema } from './explain-view.ts'
import { previewDraft } from './preview-draft.ts'
import type { StoredFlag } from './read-draft.ts'

const FLAG = '/projects/{project}/environments/{environment}/flags/{flag}'

interface DecisionsQuery extends PageRequest {
  readonly search?: string
}

const decisionsQuerySchema: z.ZodMiniType<DecisionsQuery> = z.strictObject({
  ...pageParameters,
  search: z.exactOptional(z.string().check(z.maxLength(MAX_SEARCH_LENGTH))),
})

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
      errors: [],
      id: 'decideFlags',
      path: '/projects/{project}/environments/{environment}/decisions',
      summary: 'What somebody gets of every flag, by key, page by page; search looks into keys and descriptions',
      query: decisionsQuerySchema,
      body: decideSchema,
      result: pageSchema(decisionSchema),
      handle: async ({ scope: { project, environment }, query, body: input }) => {
        const { limit, cursor: after, search } = query
        const rows = await listFlags(database, project.id, { limit: limit + 1, after, search: search || undefined })
        const page = toPage(rows, query, { placeOf: ({ key }) => key, viewOf: ({ key }) => key })
        const items = decideFlags(database, environment, { keys: page.items, input, nowMs: clock() })
        return { body: { ...page, items } }
      },
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
