import { findLastChange } from '../audit/audit-repository.ts'
import type { Change } from '../changes/commit-change.ts'
import { type Precondition, checkPrecondition } from '../changes/precondition.ts'
import type { Queryable } from '../db/open-database.ts'
import { OriginError } from '../errors/origin-error.ts'
import { newDelivery } from './enqueue-deliveries.ts'
import type { NewWebhook } from './webhook-input.ts'
import {
  type Delivery,
  type Webhook,
  deleteWebhookRow,
  findDelivery,
  findWebhook,
  insertDelivery,
  insertWebhook,
  listWebhooks,
  updateWebhook,
} from './webhook-repository.ts'
import { webhookView } from './webhook-view.ts'

const MOST_WEBHOOKS = 20
const SECRET_BYTES = 32

export interface WebhookOrder {
  readonly id: string
  readonly precondition: Precondition
}

export function getWebhook(database: Queryable, projectId: string, id: string): Webhook {
  const webhook = findWebhook(database, projectId, id)
  if (webhook !== undefined) return webhook
  throw new OriginError('webhook_not_found', `no webhook has the id ${JSON.stringify(id)}`)
}

export function createWebhook(change: Change, projectId: string, input: NewWebhook): Webhook {
  if (listWebhooks(change.transaction, projectId).length >= MOST_WEBHOOKS) {
    throw new OriginError('too_many_webhooks', `expected at most ${MOST_WEBHOOKS} webhooks in a project`)
  }
  const times = { createdAtMs: change.nowMs, updatedAtMs: change.nowMs }
  const defaults = { events: ['*'], enabled: true }
  const secret = drawSecret(change)
  const webhook: Webhook = { id: change.drawId(), projectId, ...defaults, ...input, secret, version: 1, ...times }
  insertWebhook(change.transaction, webhook)
  change.audit({ ...acted('webhook.create', webhook), after: webhookView(webhook) })
  return webhook
}

export function patchWebhook(
  change: Change,
  projectId: string,
  order: WebhookOrder & { readonly patch: Partial<NewWebhook> },
): Webhook {
  return edit(change, projectId, order, { action: 'webhook.update', values: order.patch })
}

/** From now on only the new one signs. */
export function rotateWebhookSecret(change: Change, projectId: string, order: WebhookOrder): Webhook {
  return edit(change, projectId, order, { action: 'webhook.rotate', values: { secret: drawSecret(change) } })
}

export function deleteWebhook(change: Change, projectId: string, order: WebhookOrder): void {
  const before = getForChange(change, projectId, order)
  deleteWebhookRow(change.transaction, before.id)
  change.audit({ ...acted('webhook.delete', before), before: webhookView(before) })
}

/** A delivery of its own, with the same body: the receiver may have taken the first and not said so. */
export function redeliver(
  change: Change,
  projectId: string,
  order: { readonly id: string; readonly delivery: string },
): Delivery {
  const webhook = getWebhook(change.transaction, projectId, order.id)
  const delivery = findDelivery(change.transaction, webhook.id, order.delivery)
  if (delivery === undefined) {
    throw new OriginError('delivery_not_found', `no delivery has the id ${JSON.stringify(order.delivery)}`)
  }
  const { event, body } = delivery
  return send(change, { webhookId: webhook.id, event, body })
}

/** Something to try a receiver with. */
export function pingWebhook(change: Change, projectId: string, id: string): Delivery {
  const webhook = getWebhook(change.transaction, projectId, id)
  const body = JSON.stringify({ type: 'ping', timestamp: new Date(change.nowMs).toISOString(), data: {} })
  return send(change, { webhookId: webhook.id, event: 'ping', body })
}

function send(
  change: Change,
  facts: { readonly webhookId: string; readonly event: string; readonly body: string },
): Delivery {
  const delivery = newDelivery({ id: change.drawId(), ...facts, nowMs: change.nowMs })
  insertDelivery(change.transaction, delivery)
  return delivery
}

function edit(
  change: Change,
  projectId: string,
  order: WebhookOrder,
  { action, values }: { readonly action: string; readonly values: Partial<Webhook> },
): Webhook {
  const before = getForChange(change, projectId, order)
  const after: Webhook = { ...before, ...values, version: before.version + 1, updatedAtMs: change.nowMs }
  updateWebhook(change.transaction, after)
  change.audit({ ...acted(action, after), before: webhookView(before), after: webhookView(after) })
  return after
}

function getForChange({ transaction }: Change, projectId: string, { id, precondition }: WebhookOrder): Webhook {
  const webhook = getWebhook(transaction, projectId, id)
  checkPrecondition(precondition, {
    version: String(webhook.version),
    lastChange: () => findLastChange(transaction, { projectId, environmentId: null, target: id, kind: 'webhook' }),
  })
  return webhook
}

/** As Standard Webhooks writes secrets. */
function drawSecret({ randomBytes }: Change): string {
  return `whsec_${Buffer.from(randomBytes(SECRET_BYTES)).toString('base64')}`
}

function acted(action: string, { projectId, id }: Webhook) {
  return { action, projectId, target: id }
}
