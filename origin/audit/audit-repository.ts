import { type SQL, and, asc, desc, eq, getTableColumns, gt, isNull, like, lt, sql } from 'drizzle-orm'
import type { Author } from '../changes/author.ts'
import type { Database, Queryable } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { placeholdersOf, storedForm } from '../db/row-placeholders.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { auditHead } from '../db/schema/audit-head.ts'
import { environments } from '../db/schema/environments.ts'
import type { LastChange } from '../errors/origin-error.ts'
import { type AuditChain, type AuditHead, FIRST_SEAL, type SealedEntry } from './audit-chain.ts'
import type { StoredEntry, StoredHead } from './verify-audit.ts'

/** There is one chain. */
const HEAD_ROW = 1
const WALKED_AT_ONCE = 1_000

/** What is to be written down; its place in the chain is found when it is. */
export type AuditRow = Omit<typeof auditEntries.$inferInsert, 'id' | 'seal' | keyof Author> & Author

export interface AuditListRow {
  readonly entry: typeof auditEntries.$inferSelect
  /** `null` for what concerns the whole project. */
  readonly environmentKey: string | null
}

/** Who changed this last; `environmentId` is `null` for what belongs to the whole project. */
export interface AuditedTarget {
  readonly projectId: string
  readonly environmentId: string | null
  readonly target: string
  /** The kind of thing, as actions begin: `flag`, `configuration`. */
  readonly kind: string
}

export function findLastChange(database: Queryable, audited: AuditedTarget): LastChange | undefined {
  return database
    .select({ actor: auditEntries.actor, atMs: auditEntries.atMs })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.projectId, audited.projectId),
        audited.environmentId === null
          ? isNull(auditEntries.environmentId)
          : eq(auditEntries.environmentId, audited.environmentId),
        eq(auditEntries.target, audited.target),
        like(auditEntries.action, `${audited.kind}.%`),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(1)
    .get()
}

/** Writes an entry at the end of the chain; within a transaction, so that two never follow the same one. */
export function appendAuditEntry(transaction: Queryable, chain: AuditChain, row: AuditRow): void {
  const { lastId, lastSeal, entries } = readHead(transaction) ?? { lastId: 0, lastSeal: FIRST_SEAL, entries: 0 }
  const id = lastId + 1
  const entry = sealedEntryOf({ ...row, id })
  const seal = chain.sealEntry(entry, lastSeal)
  entryInsert(transaction).run({ ...entry, seal })
  writeHead(transaction, chain, { lastId: id, lastSeal: seal, entries: entries + 1 })
}

/** Takes entries as they are sealed: JSON is made once. */
const entryInsert = prepareOnce((database) =>
  database.insert(auditEntries).values(placeholdersOf(auditEntries)).prepare(),
)

function writeHead(transaction: Queryable, chain: AuditChain, head: AuditHead): void {
  headUpsert(transaction).run(storedForm(auditHead, { id: HEAD_ROW, ...head, seal: chain.sealHead(head) }))
}

const headUpsert = prepareOnce((database) => {
  const row = placeholdersOf(auditHead)
  const { id: _id, ...set } = row
  return database.insert(auditHead).values(row).onConflictDoUpdate({ target: auditHead.id, set }).prepare()
})

/** Every entry by id, a thousand at a time, its JSON as the text that is stored. */
export function* walkEntries(database: Queryable): Iterable<StoredEntry> {
  let lastId = Number.MIN_SAFE_INTEGER
  for (let page = readEntries(database, lastId); page.length > 0; page = readEntries(database, lastId)) {
    yield* page
    lastId = page.at(-1)?.id ?? lastId
  }
}

function readEntries(database: Queryable, lastId: number): readonly StoredEntry[] {
  const { before, after, ...columns } = getTableColumns(auditEntries)
  return database
    .select({ ...columns, before: sql<string | null>`${before}`, after: sql<string | null>`${after}` })
    .from(auditEntries)
    .where(gt(auditEntries.id, lastId))
    .orderBy(asc(auditEntries.id))
    .limit(WALKED_AT_ONCE)
    .all()
}

export function readHead(database: Queryable): StoredHead | undefined {
  return headOfChain(database).get()
}

const headOfChain = prepareOnce((database) => database.select().from(auditHead).prepare())

function sealedEntryOf(row: AuditRow & { readonly id: number }): SealedEntry {
  return {
    id: row.id,
    atMs: row.atMs,
    actor: row.actor,
    address: row.address,
    way: row.way,
    reason: row.reason,
    action: row.action,
    projectId: row.projectId,
    environmentId: row.environmentId ?? null,
    target: row.target,
    before: textOf(row.before),
    after: textOf(row.after),
  }
}

/** As the column stores it. */
function textOf(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

/** What entries are about; what is absent is not looked at. */
export interface AuditFilter {
  /** By its key. */
  readonly environment?: string
  /** The kind of thing, as actions begin: `flag`, `configuration`. */
  readonly kind?: string
  readonly target?: string
}

interface AuditPage {
  readonly limit: number
  readonly beforeId: number | undefined
  readonly filter: AuditFilter
}

/** Newest first, with the environment's key beside its id. */
export function listAuditEntries(database: Queryable, projectId: string, page: AuditPage): readonly AuditListRow[] {
  const { limit, beforeId, filter } = page
  return database
    .select({ entry: auditEntries, environmentKey: environments.key })
    .from(auditEntries)
    .leftJoin(environments, eq(environments.id, auditEntries.environmentId))
    .where(
      and(
        eq(auditEntries.projectId, projectId),
        beforeId === undefined ? undefined : lt(auditEntries.id, beforeId),
        ...conditionsOf(filter),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit)
    .all()
}

function conditionsOf({ environment, kind, target }: AuditFilter): readonly (SQL | undefined)[] {
  return [
    environment === undefined ? undefined : eq(environments.key, environment),
    kind === undefined ? undefined : isOfKind(kind),
    target === undefined ? undefined : eq(auditEntries.target, target),
  ]
}

/** Compared letter by letter: `%` and `_` mean nothing here. */
function isOfKind(kind: string): SQL {
  const beginning = `${kind}.`
  return sql`substr(${auditEntries.action}, 1, ${beginning.length}) = ${beginning}`
}

/** Seals what a release wrote that sealed nothing yet. @returns how many entries */
export function sealOldEntries(database: Database, chain: AuditChain): number {
  return database.transaction((transaction) => {
    if (readHead(transaction) !== undefined) return 0
    let previous = FIRST_SEAL
    let last = 0
    const entries = [...walkEntries(transaction)]
    for (const entry of entries) {
      previous = chain.sealEntry(entry, previous)
      last = entry.id
      transaction.update(auditEntries).set({ seal: previous }).where(eq(auditEntries.id, entry.id)).run()
    }
    if (entries.length > 0) writeHead(transaction, chain, { lastId: last, lastSeal: previous, entries: entries.length })
    return entries.length
  })
}
