import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../db/open-database.ts'
import { environments, outbox } from '../db/schema.ts'

/**
 * Gives an environment its next ruleset version and puts it in the outbox. Called inside the transaction of the change
 * itself: either both are on disk or neither.
 * @returns the version that will carry the change
 */
export function recordRulesetChange(transaction: Transaction, environmentId: string, nowMs: number): number {
  const row = transaction
    .update(environments)
    .set({ version: sql`${environments.version} + 1` })
    .where(eq(environments.id, environmentId))
    .returning({ version: environments.version })
    .get()
  if (row === undefined) throw new Error(`no environment ${environmentId}`)
  transaction
    .insert(outbox)
    .values({ environmentId, kind: 'ruleset', version: row.version, committedAtMs: nowMs })
    .run()
  return row.version
}

/** The same for the environment's table of live keys, which has a version of its own. */
export function recordAccessChange(transaction: Transaction, environmentId: string, nowMs: number): number {
  const row = transaction
    .update(environments)
    .set({ accessVersion: sql`${environments.accessVersion} + 1` })
    .where(eq(environments.id, environmentId))
    .returning({ version: environments.accessVersion })
    .get()
  if (row === undefined) throw new Error(`no environment ${environmentId}`)
  transaction.insert(outbox).values({ environmentId, kind: 'access', version: row.version, committedAtMs: nowMs }).run()
  return row.version
}
