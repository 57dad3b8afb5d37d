import { and, eq, lte } from 'drizzle-orm'
import type { Queryable } from '../db/open-database.ts'
import { idempotencyKeys } from '../db/schema/idempotency-keys.ts'
import type { StoredAnswer } from './stored-answer.ts'

export type IdempotencyRow = typeof idempotencyKeys.$inferSelect

/** Whose key it is: two callers may choose the same one. */
export interface KeyPlace {
  readonly actor: string
  readonly key: string
}

export function findIdempotencyKey(database: Queryable, place: KeyPlace): IdempotencyRow | undefined {
  return database.select().from(idempotencyKeys).where(at(place)).get()
}

/** @returns whether it was free */
export function takeIdempotencyKey(database: Queryable, row: Omit<IdempotencyRow, 'answer'>): boolean {
  return database.insert(idempotencyKeys).values(row).onConflictDoNothing().run().changes === 1
}

export function storeAnswer(database: Queryable, place: KeyPlace, answer: StoredAnswer): void {
  database.update(idempotencyKeys).set({ answer }).where(at(place)).run()
}

export function forgetIdempotencyKeys(database: Queryable, untilMs: number): void {
  database.delete(idempotencyKeys).where(lte(idempotencyKeys.createdAtMs, untilMs)).run()
}

function at({ actor, key }: KeyPlace) {
  return and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key))
}
