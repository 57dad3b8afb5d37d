import type { Router } from 'express'
import * as z from 'zod/mini'
import { SETTLE_MS } from '../changes/commit-change.ts'
import { parseInput } from '../errors/parse-input.ts'
import { type ApiContext, principalOf } from '../http/api-context.ts'
import { findEnvironmentScope } from '../projects/find-scope.ts'
import type { Publisher } from '../publishing/publisher.ts'
import type { AttentionBook, RaisedAttention } from './attention-book.ts'

export interface AttentionRouteParts {
  readonly attention: Pick<AttentionBook, 'raise'>
  readonly publisher: Pick<Publisher, 'notify' | 'settled'>
}

const nothingSchema = z.strictObject({})

/** Called when somebody opens a flag for editing: by the time they press the switch, the edges listen. */
export function addAttentionRoutes(
  router: Router,
  { database }: ApiContext,
  { attention, publisher }: AttentionRouteParts,
): void {
  router.post('/projects/:project/environments/:environment/attention', async (request, response) => {
    const { environment } = findEnvironmentScope(database, principalOf(response), request.params)
    parseInput(nothingSchema, request.body ?? {})
    const raised = attention.raise(environment.id)
    if (raised.isNew) {
      publisher.notify(environment.id)
      await publisher.settled([environment.id], SETTLE_MS)
    }
    response.json(attentionView(raised))
  })
}

/** `forMs` 0 when nothing was granted: the day's budget is spent, or attention is turned off. */
function attentionView({ attention, budgetRemainingMs }: RaisedAttention) {
  return { seq: attention?.seq ?? null, forMs: attention?.forMs ?? 0, budgetRemainingMs }
}
