import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { DeliveryState } from '../../webhooks/delivery-state.ts'
import { webhooks } from './webhooks.ts'

/** What is to be said to a webhook, and what became of it. Written in the transaction of the change. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text().primaryKey(),
    webhookId: text()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    event: text().notNull(),
    /** The body, byte for byte, however often it is sent. */
    body: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    attempts: integer().notNull(),
    /** `null` when it is over. */
    nextAttemptAtMs: integer(),
    /** Of the last attempt: the status, or why there was none. */
    outcome: text(),
    createdAtMs: integer().notNull(),
    finishedAtMs: integer(),
  },
  (table) => [
    index('webhook_deliveries_webhook').on(table.webhookId, table.createdAtMs),
    index('webhook_deliveries_due').on(table.webhookId, table.nextAttemptAtMs),
  ],
)
