import { eq, sql } from 'drizzle-orm'
import type { Queryable, Transaction } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { placeholdersOf, storedForm } from '../db/row-placeholders.ts'
import { environments } from '../db/schema/environments.ts'
import { outbox } from '../db/schema/outbox.ts'
import type { PublicationKind } from './publishing-repository.ts'

/**
 * Gives an environment its next ruleset version and puts it in the outbox. Called inside the transaction of the change
 * itself: either both are on disk or neither.
 * @returns the version that will carry the change
 */
export function recordRulesetChange(transaction: Transaction, environmentId: string, nowMs: number): number {
  return record(transaction, { environmentId, kind: 'ruleset', nowMs })
}

/** The same for the environment's table of live keys, which has a version of its own. */
export function recordAccessChange(transaction: Transaction, environmentId: string, nowMs: number): number {
  return record(transaction, { environmentId, kind: 'access', nowMs })
}

interface Recorded {
  readonly environmentId: string
  readonly kind: PublicationKind
  readonly nowMs: number
}

function record(transaction: Transaction, { environmentId, kind, nowMs }: Recorded): number {
  const row = nextVersion[kind](transaction).get({ environmentId })
  if (row === undefined) throw new Error(`no environment ${environmentId}`)
  const { version } = row
  const outboxRow = { environmentId, kind, version, committedAtMs: nowMs, publishedAtMs: null }
  outboxInsert(transaction).run(storedForm(outbox, outboxRow))
  return version
}

const nextVersion = {
  ruleset: prepareOnce((database) => incrementing(database, 'version')),
  access: prepareOnce((database) => incrementing(database, 'accessVersion')),
}

function incrementing(database: Queryable, column: 'version' | 'accessVersion') {
  return database
    .update(environments)
    .set({ [column]: sql`${environments[column]} + 1` })
    .where(eq(environments.id, sql.placeholder('environmentId')))
    .returning({ version: environments[column] })
    .prepare()
}

const outboxInsert = prepareOnce((database) => database.insert(outbox).values(placeholdersOf(outbox)).prepare())
