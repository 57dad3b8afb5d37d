import { type SQL, and, asc, eq, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm'
import type { AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Ruleset } from '../../shared/contracts/ruleset.ts'
import { listLiveKeys } from '../access/key-repository.ts'
import type { Database } from '../db/open-database.ts'
import { configurations, environments, flags, outbox } from '../db/schema.ts'
import { assembleFlag } from '../targeting/assemble-flag.ts'

export type PublicationKind = 'ruleset' | 'access'

export interface EnvironmentVersions {
  readonly environmentId: string
  readonly version: number
  readonly accessVersion: number
}

export interface Backlog {
  readonly unpublished: number
  readonly oldestCommittedAtMs: number | undefined
}

/** What is to be published, read from SQLite; reads of one call belong to one state of the database. */
export interface PublishingRepository {
  readonly versions: () => readonly EnvironmentVersions[]
  readonly versionsOf: (environmentId: string) => EnvironmentVersions | undefined
  readonly ruleset: (environmentId: string) => Ruleset
  readonly liveKeys: (environmentId: string, nowMs: number) => readonly AccessTableKey[]
  /** What Redis does not have yet, leaving out rulesets of these environments. */
  readonly backlog: (refusedEnvironmentIds: readonly string[]) => Backlog
  readonly markPublished: (environmentId: string, kind: PublicationKind, version: number, nowMs: number) => void
  /** Lifts an environment above a version that Redis has and SQLite never knew (an older database was put back). */
  readonly liftAbove: (environmentId: string, kind: PublicationKind, version: number, nowMs: number) => void
  /** Drops the published rows of an environment up to `version`. */
  readonly forget: (environmentId: string, kind: PublicationKind, version: number) => void
}

export function createPublishingRepository(database: Database): PublishingRepository {
  const columns = {
    environmentId: environments.id,
    version: environments.version,
    accessVersion: environments.accessVersion,
  }
  return {
    versions: () => database.select(columns).from(environments).all(),
    versionsOf: (environmentId) =>
      database.select(columns).from(environments).where(eq(environments.id, environmentId)).get(),
    ruleset: (environmentId) => database.transaction(() => readRuleset(database, environmentId)),
    liveKeys: (environmentId, nowMs) => listLiveKeys(database, environmentId, nowMs),
    backlog: (refusedEnvironmentIds) => readBacklog(database, refusedEnvironmentIds),
    markPublished: (environmentId, kind, version, nowMs) => {
      database
        .update(outbox)
        .set({ publishedAtMs: nowMs })
        .where(and(ofEnvironment(environmentId, kind), lte(outbox.version, version), isNull(outbox.publishedAtMs)))
        .run()
    },
    liftAbove: (environmentId, kind, version, nowMs) => liftAbove(database, environmentId, kind, version, nowMs),
    forget: (environmentId, kind, version) => {
      database
        .delete(outbox)
        .where(and(ofEnvironment(environmentId, kind), lte(outbox.version, version), isNotNull(outbox.publishedAtMs)))
        .run()
    },
  }
}

function ofEnvironment(environmentId: string, kind: PublicationKind) {
  return and(eq(outbox.environmentId, environmentId), eq(outbox.kind, kind))
}

function readRuleset(database: Database, environmentId: string): Ruleset {
  const environment = database.select().from(environments).where(eq(environments.id, environmentId)).get()
  if (environment === undefined) throw new Error(`no environment ${environmentId}`)
  const rows = database
    .select()
    .from(configurations)
    .innerJoin(flags, eq(flags.id, configurations.flagId))
    .where(and(eq(configurations.environmentId, environmentId), isNull(flags.deletedAtMs)))
    .orderBy(asc(flags.key))
    .all()
  return {
    environment: environmentId,
    version: environment.version,
    settings: environment.settings,
    flags: rows.map((row) => assembleFlag(row.flags, row.configurations)),
  }
}

function readBacklog(database: Database, refusedEnvironmentIds: readonly string[]): Backlog {
  const isRefused = and(eq(outbox.kind, 'ruleset'), inArray(outbox.environmentId, [...refusedEnvironmentIds]))
  const row = database
    .select({ unpublished: sql<number>`count(*)`, oldest: sql<number | null>`min(${outbox.committedAtMs})` })
    .from(outbox)
    .where(and(isNull(outbox.publishedAtMs), refusedEnvironmentIds.length === 0 ? undefined : not(isRefused as SQL)))
    .get()
  return { unpublished: row?.unpublished ?? 0, oldestCommittedAtMs: row?.oldest ?? undefined }
}

function liftAbove(
  database: Database,
  environmentId: string,
  kind: PublicationKind,
  version: number,
  nowMs: number,
): void {
  const lifted = version + 1
  database.transaction((transaction) => {
    transaction
      .update(environments)
      .set(kind === 'ruleset' ? { version: lifted } : { accessVersion: lifted })
      .where(eq(environments.id, environmentId))
      .run()
    transaction.insert(outbox).values({ environmentId, kind, version: lifted, committedAtMs: nowMs }).run()
  })
}
