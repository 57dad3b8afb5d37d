import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { StoredAnswer } from '../../idempotency/stored-answer.ts'

/** Creations that were asked for with an `Idempotency-Key`, and what was answered; kept for a day. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    actor: text().notNull(),
    key: text().notNull(),
    /** Of operation, path and body: the same key with anything else is a mistake. */
    requestSha256: text().notNull(),
    /** `null` until it was answered, and for ever where the answer shows a secret. */
    answer: text({ mode: 'json' }).$type<StoredAnswer>(),
    createdAtMs: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.actor, table.key] }),
    index('idempotency_keys_created').on(table.createdAtMs),
  ],
)
