import * as z from 'zod/mini'
import { SETTLE_MS } from '../changes/commit-change.ts'
import { type Operation, defineOperation } from '../operations/operation.ts'
import type { Publisher } from '../publishing/publisher.ts'
import type { AttentionBook, RaisedAttention } from './attention-book.ts'

export interface AttentionParts {
  readonly attention: Pick<AttentionBook, 'raise'>
  readonly publisher: Pick<Publisher, 'notify' | 'settled'>
}

/** `forMs` 0 when nothing was granted: the day's budget is spent, or attention is turned off. */
const attentionSchema = z.strictObject({ seq: z.nullable(z.int()), forMs: z.int(), budgetRemainingMs: z.int() })

export function attentionOperations({ attention, publisher }: AttentionParts): readonly Operation[] {
  return [
    defineOperation({
      id: 'raiseAttention',
      method: 'post',
      path: '/projects/{project}/environments/{environment}/attention',
      tag: 'Propagation',
      summary: 'Says that somebody is about to change something: edges listen more closely for a minute',
      needs: 'editor',
      body: z.strictObject({}),
      isBodyOptional: true,
      status: 200,
      result: attentionSchema,
      handle: async ({ scope: { environment } }) => {
        const raised = attention.raise(environment.id)
        if (raised.isNew) {
          publisher.notify(environment.id)
          await publisher.settled([environment.id], SETTLE_MS)
        }
        return { body: attentionView(raised) }
      },
    }),
  ]
}

function attentionView({ attention, budgetRemainingMs }: RaisedAttention): z.infer<typeof attentionSchema> {
  return { seq: attention?.seq ?? null, forMs: attention?.forMs ?? 0, budgetRemainingMs }
}
