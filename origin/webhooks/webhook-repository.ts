import { and, asc, desc, eq, exists, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { webhookDeliveries } from '../db/schema/webhook-deliveries.ts'
import { webhooks } from '../db/schema/webhooks.ts'

export type Webhook = typeof webhooks.$inferSelect
export type Delivery = typeof webhookDeliveries.$inferSelect

/** In the order in which they were made. */
export function listWebhooks(database: Queryable, projectId: string): readonly Webhook[] {
  return webhooksOfProject(database).all({ projectId })
}

const webhooksOfProject = prepareOnce((database) =>
  database
    .select()
    .from(webhooks)
    .where(eq(webhooks.projectId, sql.placeholder('projectId')))
    .orderBy(asc(webhooks.createdAtMs), asc(webhooks.id))
    .prepare(),
)

export function findWebhook(database: Queryable, projectId: string, id: string): Webhook | undefined {
  return database
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.projectId, projectId), eq(webhooks.id, id)))
    .get()
}

export function insertWebhook(database: Queryable, webhook: Webhook): void {
  database.insert(webhooks).values(webhook).run()
}

export function updateWebhook(database: Queryable, { id, ...values }: Webhook): void {
  database.update(webhooks).set(values).where(eq(webhooks.id, id)).run()
}

export function deleteWebhookRow(database: Queryable, id: string): void {
  database.delete(webhooks).where(eq(webhooks.id, id)).run()
}

export function insertDelivery(database: Queryable, delivery: Delivery): void {
  database.insert(webhookDeliveries).values(delivery).run()
}

export function updateDelivery(database: Queryable, { id, ...values }: Delivery): void {
  database.update(webhookDeliveries).set(values).where(eq(webhookDeliveries.id, id)).run()
}

export function findDelivery(database: Queryable, webhookId: string, id: string): Delivery | undefined {
  return database
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.id, id)))
    .get()
}

/** Where a page of deliveries goes on: below this, newest first. */
export interface DeliveryPlace {
  readonly createdAtMs: number
  readonly id: string
}

export function listDeliveries(
  database: Queryable,
  webhookId: string,
  page: { readonly limit: number; readonly below: DeliveryPlace | undefined },
): readonly Delivery[] {
  const { limit, below } = page
  const isBelow =
    below === undefined
      ? undefined
      : or(
          lt(webhookDeliveries.createdAtMs, below.createdAtMs),
          and(eq(webhookDeliveries.createdAtMs, below.createdAtMs), lt(webhookDeliveries.id, below.id)),
        )
  return database
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, webhookId), isBelow))
    .orderBy(desc(webhookDeliveries.createdAtMs), desc(webhookDeliveries.id))
    .limit(limit)
    .all()
}

export interface DueDelivery {
  readonly delivery: Delivery
  readonly webhook: Webhook
}

/** The ids of those that are on and have something to be told. */
export function listDueWebhooks(database: Queryable, nowMs: number): readonly string[] {
  const hasDue = exists(
    database
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.webhookId, webhooks.id), lte(webhookDeliveries.nextAttemptAtMs, nowMs))),
  )
  const due = database
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.enabled, true), hasDue))
  return due.all().map(({ id }) => id)
}

/** Those of a webhook that is on whose time has come, the longest waiting first. */
export function listDueDeliveries(
  database: Queryable,
  webhookId: string,
  due: { readonly nowMs: number; readonly limit: number },
): readonly DueDelivery[] {
  const isDue = lte(webhookDeliveries.nextAttemptAtMs, due.nowMs)
  return database
    .select({ delivery: webhookDeliveries, webhook: webhooks })
    .from(webhookDeliveries)
    .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
    .where(and(eq(webhookDeliveries.webhookId, webhookId), isDue, eq(webhooks.enabled, true)))
    .orderBy(asc(webhookDeliveries.nextAttemptAtMs))
    .limit(due.limit)
    .all()
}

/** Those that are over and were made before, or were followed by so many; what waits is kept. */
export function forgetDeliveries(
  database: Queryable,
  webhookId: string,
  { madeBeforeMs, mostKept }: { readonly madeBeforeMs: number; readonly mostKept: number },
): void {
  const isOfWebhook = eq(webhookDeliveries.webhookId, webhookId)
  const firstTooMany = database
    .select({ atMs: webhookDeliveries.createdAtMs })
    .from(webhookDeliveries)
    .where(isOfWebhook)
    .orderBy(desc(webhookDeliveries.createdAtMs))
    .limit(1)
    .offset(mostKept)
    .get()
  const keptFromMs = Math.max(madeBeforeMs, (firstTooMany?.atMs ?? -1) + 1)
  const isOver = inArray(webhookDeliveries.state, ['delivered', 'failed'])
  database
    .delete(webhookDeliveries)
    .where(and(isOfWebhook, isOver, lt(webhookDeliveries.createdAtMs, keptFromMs)))
    .run()
}
