import { copyFileSync, rmSync } from 'node:fs'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { VerificationKey } from '../../shared/contracts/envelope.ts'
import type { AuditChain } from '../audit/audit-chain.ts'
import { appendAuditEntry } from '../audit/audit-repository.ts'
import { lockDatabase } from '../db/lock-database.ts'
import { type Transaction, openDatabase } from '../db/open-database.ts'
import { accessKeys } from '../db/schema/access-keys.ts'
import { accounts } from '../db/schema/accounts.ts'
import { changeRequests } from '../db/schema/change-requests.ts'
import { environments } from '../db/schema/environments.ts'
import { outbox } from '../db/schema/outbox.ts'
import { projects } from '../db/schema/projects.ts'
import { sessions } from '../db/schema/sessions.ts'
import type { RulesetStore } from '../publishing/redis-gateway.ts'
import { requireIntact } from './back-up-database.ts'
import { DATABASE_PARTS, replaceDatabase } from './replace-database.ts'
import { requireOrigins } from './require-origins.ts'
import {
  type KnownEnvironment,
  type ReplacedDatabase,
  readKnownEnvironments,
  readReplacedDatabase,
} from './known-versions.ts'

export interface Restoring {
  /** Where the origin's database lies, or lay. */
  readonly file: string
  readonly backup: string
  readonly store: Pick<RulesetStore, 'readSigned'>
  readonly verificationKey: VerificationKey
  readonly auditChain: AuditChain
  readonly nowMs: number
  /** Keys that manage projects are in no table outside the database: whether one was revoked since nobody can tell. */
  readonly keepsManagementKeys: boolean
}

export interface Restored {
  readonly environments: number
  readonly revokedKeys: number
  /** Where the database that was replaced lies now. */
  readonly replaced: string | undefined
}

/** Above whatever an edge or a client may have seen of the time after the backup. */
const AHEAD = 1_000_000

/**
 * Puts a backup in the place of the database, while no origin has it open. Versions go on far above every one that was
 * ever seen, so that no edge goes back and no `If-Match` of before fits; a key that was revoked after the backup stays
 * revoked, and an account that was disabled since stays disabled.
 * @throws DatabaseTaken while an origin runs; DamagedCopy for a backup that is not whole; ForeignCopy
 */
export async function restoreDatabase(restoring: Restoring): Promise<Restored> {
  const { file, backup } = restoring
  const release = lockDatabase(file)
  const unfinished = `${file}.restoring`
  try {
    requireIntact(backup)
    requireOrigins(backup)
    removeDatabase(unfinished)
    copyFileSync(backup, unfinished)
    const result = await prepare(restoring, unfinished)
    const replaced = replaceDatabase(file, { by: unfinished, aside: `${file}.replaced-${restoring.nowMs}` })
    return { ...result, replaced }
  } finally {
    removeDatabase(unfinished)
    release()
  }
}

async function prepare(restoring: Restoring, file: string): Promise<Omit<Restored, 'replaced'>> {
  const { database, close } = openDatabase(file)
  try {
    const ids = database
      .select({ id: environments.id })
      .from(environments)
      .all()
      .map(({ id }) => id)
    const known = await readKnownEnvironments(restoring.store, restoring.verificationKey, ids)
    const replaced = readReplacedDatabase(restoring.file)
    return database.transaction((transaction) => {
      liftVersions(transaction)
      for (const id of ids) liftEnvironment(transaction, id, { known: known.get(id), replaced, nowMs: restoring.nowMs })
      const revokedKeys = revokeUncertainKeys(transaction, { known, replaced, restoring })
      disableAgain(transaction, replaced, restoring.nowMs)
      // Whoever signed in signs in again: a session may have been ended since.
      transaction.delete(sessions).run()
      recordRestore(transaction, restoring)
      return { environments: ids.length, revokedKeys }
    })
  } finally {
    close()
  }
}

/** Every version that an ETag may have named. */
function liftVersions(transaction: Transaction): void {
  const tables = transaction.all<{ name: string }>(
    sql`SELECT m.name AS name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c
        WHERE m.type = 'table' AND c.name = 'version' AND m.name NOT IN ('environments', 'outbox')`,
  )
  for (const { name } of tables) {
    transaction.run(sql`UPDATE ${sql.identifier(name)} SET version = version + ${AHEAD}`)
  }
  // What was asked for was looked at as it came back: an approved request waits for its time as before.
  transaction
    .update(changeRequests)
    .set({ baseVersion: sql`${changeRequests.baseVersion} + ${AHEAD}` })
    .run()
}

interface Beside {
  readonly known: KnownEnvironment | undefined
  readonly replaced: ReplacedDatabase
  readonly nowMs: number
}

/** Both kinds are published again, whatever lies in Redis. */
function liftEnvironment(transaction: Transaction, id: string, { known, replaced, nowMs }: Beside): void {
  const row = transaction.select().from(environments).where(eq(environments.id, id)).get()
  const before = replaced.versions.get(id)
  const version = AHEAD + Math.max(row?.version ?? 0, known?.version ?? 0, before?.version ?? 0)
  const accessVersion = AHEAD + Math.max(row?.accessVersion ?? 0, known?.accessVersion ?? 0, before?.accessVersion ?? 0)
  transaction.update(environments).set({ version, accessVersion }).where(eq(environments.id, id)).run()
  transaction
    .insert(outbox)
    .values([
      { environmentId: id, kind: 'ruleset', version, committedAtMs: nowMs },
      { environmentId: id, kind: 'access', version: accessVersion, committedAtMs: nowMs },
    ])
    .run()
}

interface KeyEvidence {
  readonly known: ReadonlyMap<string, KnownEnvironment>
  readonly replaced: ReplacedDatabase
  readonly restoring: Restoring
}

/** A key goes on only where something outside the backup says that it still did. */
function revokeUncertainKeys(transaction: Transaction, { known, replaced, restoring }: KeyEvidence): number {
  const isCertain = ({ environmentId, sha256 }: { readonly environmentId: string | null; readonly sha256: string }) => {
    if (replaced.revokedKeys.has(sha256)) return false
    if (environmentId === null) return restoring.keepsManagementKeys
    return known.get(environmentId)?.liveKeys?.has(sha256) === true
  }
  const live = transaction.select().from(accessKeys).where(isNull(accessKeys.revokedAtMs)).all()
  const uncertain = live.filter((key) => !isCertain(key)).map(({ id }) => id)
  if (uncertain.length > 0) {
    transaction.update(accessKeys).set({ revokedAtMs: restoring.nowMs }).where(inArray(accessKeys.id, uncertain)).run()
  }
  return uncertain.length
}

function disableAgain(transaction: Transaction, { disabledAccounts }: ReplacedDatabase, disabledAtMs: number): void {
  const isMissed = and(inArray(accounts.id, [...disabledAccounts]), isNull(accounts.disabledAtMs))
  transaction.update(accounts).set({ disabledAtMs }).where(isMissed).run()
}

function recordRestore(transaction: Transaction, { auditChain, nowMs }: Restoring): void {
  const author = { actor: 'operator', address: null, way: 'operator', reason: null } as const
  for (const { id, key } of transaction.select().from(projects).all()) {
    const act = { action: 'project.recover', projectId: id, target: key }
    appendAuditEntry(transaction, auditChain, { atMs: nowMs, ...author, ...act })
  }
}

function removeDatabase(file: string): void {
  for (const part of [...DATABASE_PARTS, '.lock']) rmSync(file + part, { force: true })
}
