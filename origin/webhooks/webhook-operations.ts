import * as z from 'zod/mini'
import type { ApiContext } from '../http/api-context.ts'
import { FORGED_CURSOR, pageQuerySchema, pageSchema, toPage } from '../http/page.ts'
import { invalidQuery } from '../http/query.ts'
import { type Operation, type Reply, defineEmptyOperation, defineOperation } from '../operations/operation.ts'
import { newWebhookSchema, webhookPatchSchema } from './webhook-input.ts'
import { type DeliveryPlace, type Webhook, listDeliveries, listWebhooks } from './webhook-repository.ts'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  patchWebhook,
  pingWebhook,
  redeliver,
  rotateWebhookSecret,
} from './webhook-service.ts'
import {
  deliveryView,
  deliveryViewSchema,
  secretWebhookSchema,
  webhookView,
  webhookViewSchema,
} from './webhook-view.ts'

const WEBHOOKS = '/projects/{project}/webhooks'
const WEBHOOK = `${WEBHOOKS}/{id}` as const
const DELIVERIES = `${WEBHOOK}/deliveries` as const

export function webhookOperations(context: ApiContext): readonly Operation[] {
  return [...resourceOperations(context), ...deliveryOperations(context)]
}

function resourceOperations({ database }: ApiContext): readonly Operation[] {
  const facts = { tag: 'Webhooks', needs: 'admin' } as const
  return [
    defineOperation({
      ...facts,
      id: 'listWebhooks',
      method: 'get',
      path: WEBHOOKS,
      summary: 'Who is told what was changed in the project',
      status: 200,
      result: z.strictObject({ items: z.array(webhookViewSchema) }),
      handle: ({ scope }) => ({ body: { items: listWebhooks(database, scope.project.id).map(webhookView) } }),
    }),
    defineOperation({
      ...facts,
      id: 'createWebhook',
      method: 'post',
      path: WEBHOOKS,
      summary: 'Tells a URL what is changed from now on; the secret that signs it is shown once',
      isSecret: true,
      body: newWebhookSchema,
      errors: ['too_many_webhooks'],
      status: 201,
      result: secretWebhookSchema,
      handle: async ({ scope, body, commit }) =>
        withSecret(await commit((change) => createWebhook(change, scope.project.id, body))),
    }),
    defineOperation({
      ...facts,
      id: 'getWebhook',
      method: 'get',
      path: WEBHOOK,
      summary: 'A webhook without its secret',
      errors: ['webhook_not_found'],
      status: 200,
      result: webhookViewSchema,
      handle: ({ scope, params }) => versioned(getWebhook(database, scope.project.id, params.id)),
    }),
    defineOperation({
      ...facts,
      id: 'updateWebhook',
      method: 'patch',
      path: WEBHOOK,
      summary: 'Changes a webhook; members that are absent stay as they are',
      ifMatch: 'required',
      body: webhookPatchSchema,
      errors: ['webhook_not_found'],
      status: 200,
      result: webhookViewSchema,
      handle: async ({ scope, params, precondition, body: patch, commit }) => {
        const order = { id: params.id, precondition, patch }
        return versioned(await commit((change) => patchWebhook(change, scope.project.id, order)))
      },
    }),
    defineOperation({
      ...facts,
      id: 'rotateWebhookSecret',
      method: 'post',
      path: `${WEBHOOK}/rotate`,
      summary: 'Signs with a new secret from now on; it is shown once',
      ifMatch: 'required',
      isSecret: true,
      errors: ['webhook_not_found'],
      status: 200,
      result: secretWebhookSchema,
      handle: async ({ scope, params, precondition, commit }) => {
        const order = { id: params.id, precondition }
        return withSecret(await commit((change) => rotateWebhookSecret(change, scope.project.id, order)))
      },
    }),
    defineEmptyOperation({
      ...facts,
      id: 'deleteWebhook',
      method: 'delete',
      path: WEBHOOK,
      summary: 'Tells the URL nothing any more, and forgets what it was told',
      ifMatch: 'required',
      errors: ['webhook_not_found'],
      status: 204,
      handle: ({ scope, params, precondition, commit }) =>
        commit((change) => deleteWebhook(change, scope.project.id, { id: params.id, precondition })),
    }),
  ]
}

function deliveryOperations({ database }: ApiContext): readonly Operation[] {
  const facts = { tag: 'Webhooks', needs: 'admin' } as const
  return [
    defineOperation({
      ...facts,
      id: 'listDeliveries',
      method: 'get',
      path: DELIVERIES,
      summary: 'What a webhook was told in the last 30 days, newest first, and what it answered',
      query: pageQuerySchema,
      errors: ['webhook_not_found'],
      status: 200,
      result: pageSchema(deliveryViewSchema),
      handle: ({ scope, params, query }) => {
        const webhook = getWebhook(database, scope.project.id, params.id)
        const page = { limit: query.limit + 1, below: openPlace(query.cursor) }
        const rows = listDeliveries(database, webhook.id, page)
        return {
          body: toPage(rows, query, { placeOf: ({ createdAtMs, id }) => `${createdAtMs} ${id}`, viewOf: deliveryView }),
        }
      },
    }),
    defineOperation({
      ...facts,
      id: 'redeliver',
      method: 'post',
      path: `${DELIVERIES}/{delivery}/redeliver`,
      summary: 'Says the same once more',
      errors: ['webhook_not_found', 'delivery_not_found'],
      status: 202,
      result: deliveryViewSchema,
      handle: async ({ scope, params, commit }) => ({
        body: deliveryView(await commit((change) => redeliver(change, scope.project.id, params))),
      }),
    }),
    defineOperation({
      ...facts,
      id: 'pingWebhook',
      method: 'post',
      path: `${WEBHOOK}/ping`,
      summary: 'Says something to try the receiver with',
      errors: ['webhook_not_found'],
      status: 202,
      result: deliveryViewSchema,
      handle: async ({ scope, params, commit }) => ({
        body: deliveryView(await commit((change) => pingWebhook(change, scope.project.id, params.id))),
      }),
    }),
  ]
}

function versioned(webhook: Webhook): Reply<z.infer<typeof webhookViewSchema>> {
  return { body: webhookView(webhook), version: String(webhook.version) }
}

function withSecret(webhook: Webhook): Reply<z.infer<typeof secretWebhookSchema>> {
  return { body: { ...webhookView(webhook), secret: webhook.secret }, version: String(webhook.version) }
}

function openPlace(place: string | undefined): DeliveryPlace | undefined {
  if (place === undefined) return undefined
  const match = /^(\d{1,16}) ([a-z0-9]{12})$/.exec(place)
  if (match === null) throw invalidQuery('cursor', FORGED_CURSOR)
  return { createdAtMs: Number(match[1]), id: match[2] ?? '' }
}
