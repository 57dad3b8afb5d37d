import * as z from 'zod/mini'
import { timeOf, timeOrNull, timeSchema } from '../http/time-schema.ts'
import { DELIVERY_STATES } from './delivery-state.ts'
import type { Delivery, Webhook } from './webhook-repository.ts'

const members = {
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.readonly(z.array(z.string())),
  enabled: z.boolean(),
  version: z.int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
}

export const webhookViewSchema = z.strictObject(members).register(z.globalRegistry, { id: 'Webhook' })

/** With the secret, which is shown once. */
export const secretWebhookSchema = z
  .strictObject({ ...members, secret: z.string() })
  .register(z.globalRegistry, { id: 'WebhookWithSecret' })

export function webhookView(webhook: Webhook): z.infer<typeof webhookViewSchema> {
  const { id, name, url, events, enabled, version, createdAtMs, updatedAtMs } = webhook
  return { id, name, url, events, enabled, version, createdAt: timeOf(createdAtMs), updatedAt: timeOf(updatedAtMs) }
}

export const deliveryViewSchema = z
  .strictObject({
    id: z.string(),
    event: z.string(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    outcome: z.nullable(z.string()),
    createdAt: timeSchema,
    nextAttemptAt: z.nullable(timeSchema),
    finishedAt: z.nullable(timeSchema),
  })
  .register(z.globalRegistry, { id: 'WebhookDelivery' })

export function deliveryView(delivery: Delivery): z.infer<typeof deliveryViewSchema> {
  const { id, event, state, attempts, outcome, createdAtMs, nextAttemptAtMs, finishedAtMs } = delivery
  const times = { createdAt: timeOf(createdAtMs), nextAttemptAt: timeOrNull(nextAttemptAtMs) }
  return { id, event, state, attempts, outcome, ...times, finishedAt: timeOrNull(finishedAtMs) }
}
