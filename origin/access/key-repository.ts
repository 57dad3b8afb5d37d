import { and, asc, count, desc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import type { AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Database, Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { accessKeys } from '../db/schema/access-keys.ts'

export type AccessKey = typeof accessKeys.$inferSelect

/** Whose keys: an environment's, or those that manage a whole project. */
export interface KeyOwner {
  readonly projectId: string
  readonly environmentId: string | null
}

/** Where a page of keys goes on: below this, newest first. */
export interface KeyPlace {
  readonly createdAtMs: number
  readonly id: string
}

export function findKeyBySha256(database: Queryable, sha256: string): AccessKey | undefined {
  return keyBySha256(database).get({ sha256 })
}

const keyBySha256 = prepareOnce((database) =>
  database
    .select()
    .from(accessKeys)
    .where(eq(accessKeys.sha256, sql.placeholder('sha256')))
    .prepare(),
)

/** Whoever it belongs to. */
export function findKeyById(database: Queryable, id: string): AccessKey | undefined {
  return keyById(database).get({ id })
}

const keyById = prepareOnce((database) =>
  database
    .select()
    .from(accessKeys)
    .where(eq(accessKeys.id, sql.placeholder('id')))
    .prepare(),
)

export function findKey(database: Queryable, owner: KeyOwner, id: string): AccessKey | undefined {
  return database
    .select()
    .from(accessKeys)
    .where(and(ownedBy(owner), eq(accessKeys.id, id)))
    .get()
}

export function listKeys(
  database: Queryable,
  owner: KeyOwner,
  page: { readonly limit: number; readonly below: KeyPlace | undefined },
): readonly AccessKey[] {
  return database
    .select()
    .from(accessKeys)
    .where(and(ownedBy(owner), page.below === undefined ? undefined : isBelow(page.below)))
    .orderBy(desc(accessKeys.createdAtMs), desc(accessKeys.id))
    .limit(page.limit)
    .all()
}

export function countLiveKeys(database: Queryable, owner: KeyOwner, nowMs: number): number {
  const row = database
    .select({ keys: count() })
    .from(accessKeys)
    .where(and(ownedBy(owner), isLive(nowMs)))
    .get()
  return row?.keys ?? 0
}

/** What an environment's edges must know of its keys. */
export function listLiveKeys(database: Queryable, environmentId: string, nowMs: number): readonly AccessTableKey[] {
  return database
    .select({
      id: accessKeys.id,
      sha256: accessKeys.sha256,
      kind: accessKeys.kind,
      scopes: accessKeys.scopes,
      expiresAtMs: accessKeys.expiresAtMs,
      origins: accessKeys.origins,
    })
    .from(accessKeys)
    .where(and(eq(accessKeys.environmentId, environmentId), isLive(nowMs)))
    .orderBy(asc(accessKeys.id))
    .all()
}

export function insertKey(database: Queryable, key: AccessKey): void {
  database.insert(accessKeys).values(key).run()
}

export function updateKeyExpiry(database: Queryable, id: string, expiresAtMs: number): void {
  database.update(accessKeys).set({ expiresAtMs }).where(eq(accessKeys.id, id)).run()
}

export function markKeyRevoked(database: Queryable, id: string, nowMs: number): void {
  database.update(accessKeys).set({ revokedAtMs: nowMs }).where(eq(accessKeys.id, id)).run()
}

/** Only ever later; keys that are not there, or belong elsewhere, are passed over. */
export function markKeysUsed(
  database: Database,
  uses: readonly { readonly id: string; readonly environmentId: string | null; readonly usedAtMs: number }[],
): void {
  database.transaction((transaction) => {
    for (const { id, environmentId, usedAtMs } of uses) {
      const isOlder = or(isNull(accessKeys.lastUsedAtMs), lt(accessKeys.lastUsedAtMs, usedAtMs))
      transaction
        .update(accessKeys)
        .set({ lastUsedAtMs: usedAtMs })
        .where(and(eq(accessKeys.id, id), inEnvironment(environmentId), isOlder))
        .run()
    }
  })
}

function ownedBy({ projectId, environmentId }: KeyOwner) {
  return and(eq(accessKeys.projectId, projectId), inEnvironment(environmentId))
}

function inEnvironment(environmentId: string | null) {
  return environmentId === null ? isNull(accessKeys.environmentId) : eq(accessKeys.environmentId, environmentId)
}

/** Neither revoked nor expired. */
function isLive(nowMs: number) {
  return and(isNull(accessKeys.revokedAtMs), or(isNull(accessKeys.expiresAtMs), gt(accessKeys.expiresAtMs, nowMs)))
}

function isBelow({ createdAtMs, id }: KeyPlace) {
  return or(
    lt(accessKeys.createdAtMs, createdAtMs),
    and(eq(accessKeys.createdAtMs, createdAtMs), lt(accessKeys.id, id)),
  )
}
