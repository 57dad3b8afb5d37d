import * as z from 'zod/mini'
import { bodyProblem } from '../errors/input-problem.ts'
import { inputProblemSchema } from '../errors/problem-schema.ts'
import { getFlag } from '../flags/get-flag.ts'
import { differenceSchema } from '../history/describe-difference.ts'
import type { ApiContext } from '../http/api-context.ts'
import { slugSchema } from '../identities/text-input.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import { applyConfigurationInput } from '../targeting/configuration-input.ts'
import { changedConfigurationSchema, configurationReply } from '../targeting/configuration-reply.ts'
import { getConfiguration } from '../targeting/configuration-repository.ts'
import { changeConfiguration } from '../targeting/configuration-service.ts'
import { previewPromotion, readSource } from './read-promotion.ts'

const FLAG = '/projects/{project}/environments/{environment}/flags/{flag}'

const sourceSchema = z.strictObject({ from: slugSchema })

const promotionSchema = z.strictObject({
  flag: z.string(),
  from: z.string(),
  to: z.string(),
  /** From what the receiving environment does to what it would do. */
  difference: differenceSchema,
  /** Why it would be refused, by pointers into the configuration. */
  problems: z.array(inputProblemSchema),
  moves: z.array(inputProblemSchema),
})

/** A configuration that goes from one environment to another, with the difference first. */
export function promotionOperations({ database, clock, drawId }: ApiContext): readonly Operation[] {
  const facts = {
    tag: 'Promotion',
    status: 200,
    errors: ['flag_not_found', 'flag_is_archived', 'approval_required', 'nothing_to_promote'],
  } as const
  return [
    defineOperation({
      ...facts,
      id: 'previewPromotion',
      method: 'get',
      path: `${FLAG}/promotion`,
      summary: 'What would change here if the configuration of another environment were taken over',
      needs: 'viewer',
      query: sourceSchema,
      result: promotionSchema,
      handle: ({ scope, params, query: { from } }) => {
        const flag = getFlag(database, scope.project.id, params.flag)
        const { version } = getConfiguration(database, flag.id, scope.environment.id)
        const order = { flag, from, nowMs: clock(), drawId }
        const { difference, problems, moves } = previewPromotion(database, scope, order)
        const shown = { difference, problems: problems.map(bodyProblem), moves: moves.map(bodyProblem) }
        return { body: { flag: flag.key, from, to: scope.environment.key, ...shown }, version: String(version) }
      },
    }),
    defineOperation({
      ...facts,
      id: 'promoteConfiguration',
      method: 'post',
      path: `${FLAG}/promote`,
      summary: 'Takes over what the flag does in another environment',
      needs: 'editor',
      ifMatch: 'required',
      body: sourceSchema,
      result: changedConfigurationSchema,
      handle: async ({ scope, params, body: { from }, precondition, commit }) => {
        const changed = await commit((change) =>
          changeConfiguration(change, scope, {
            action: 'configuration.promote',
            flagKey: params.flag,
            precondition,
            edit: (current, flag) =>
              applyConfigurationInput(current, readSource(change.transaction, scope, { flag, from }), change),
          }),
        )
        return configurationReply({ flag: params.flag, environment: scope.environment.key }, changed)
      },
    }),
  ]
}
