import { type SQL, and, asc, eq, gt, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm'
import type { AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import type { Ruleset } from '../../shared/contracts/ruleset.ts'
import { segmentsBehind } from '../segments/segments-behind.ts'
import { type StampedSegment, readStampedSegments } from '../segments/stamped-segments.ts'
import { listLiveKeys } from '../access/key-repository.ts'
import type { Database } from '../db/open-database.ts'
import { auditEntries, configurations, environments, flags, outbox } from '../db/schema.ts'
import { isServed } from '../flags/flag-repository.ts'
import { assembleFlag } from '../targeting/assemble-flag.ts'
import { MASS_REMOVAL_ACTION } from './mass-removal.ts'

export type PublicationKind = 'ruleset' | 'access'

export interface EnvironmentVersions {
  readonly environmentId: string
  readonly version: number
  readonly accessVersion: number
}

/** A ruleset for somebody who has seen one before; flags and segments by key. */
export interface RulesetBeside extends Pick<Ruleset, 'environment' | 'version' | 'settings'> {
  readonly flags: readonly StampedFlag[]
  /** Every segment of the environment, and what groups are there, whether a flag refers to it or not. */
  readonly segments: readonly StampedSegment[]
}

/** What a caller has already: by id, the stamp that it had. */
export interface HadItems {
  readonly flags: ReadonlyMap<number, string>
  readonly segments: ReadonlyMap<string, string>
}

export interface StampedFlag {
  readonly flagId: number
  /** Another one whenever something changed that edges see. */
  readonly stamp: string
  /** `undefined` when the caller has it under this stamp. */
  readonly flag: Flag | undefined
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
  /** A ruleset's flags and segments without those that a caller has. */
  readonly rulesetBeside: (environmentId: string, had: HadItems) => RulesetBeside
  readonly liveKeys: (environmentId: string, nowMs: number) => readonly AccessTableKey[]
  /** What Redis does not have yet, leaving out rulesets of these environments. */
  readonly backlog: (refusedEnvironmentIds: readonly string[]) => Backlog
  /** Whether somebody allowed, by an audited act, that a version above this one loses most flags. */
  readonly allowsMassRemoval: (environmentId: string, aboveVersion: number) => boolean
  readonly markPublished: (environmentId: string, kind: PublicationKind, version: number, nowMs: number) => void
  /** Lifts an environment above a version that Redis has and SQLite never knew (an older database was put back). */
  readonly liftAbove: (environmentId: string, kind: PublicationKind, version: number, nowMs: number) => void
  /** Drops the published rows of an environment up to `version`. */
  readonly forget: (environmentId: string, kind: PublicationKind, version: number) => void
}

/** SQLite takes more parameters than this; the rows of so many flags are a few megabytes at most times. */
const FLAGS_PER_READ = 500

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
    rulesetBeside: (environmentId, had) => database.transaction(() => readBeside(database, environmentId, had)),
    liveKeys: (environmentId, nowMs) => listLiveKeys(database, environmentId, nowMs),
    backlog: (refusedEnvironmentIds) => readBacklog(database, refusedEnvironmentIds),
    allowsMassRemoval: (environmentId, aboveVersion) => allowsMassRemoval(database, environmentId, aboveVersion),
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

function allowsMassRemoval(database: Database, environmentId: string, aboveVersion: number): boolean {
  const allowedVersion = sql`json_extract(${auditEntries.after}, '$.version')`
  const entry = database
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .innerJoin(environments, eq(environments.projectId, auditEntries.projectId))
    .where(
      and(
        eq(environments.id, environmentId),
        eq(auditEntries.environmentId, environmentId),
        eq(auditEntries.action, MASS_REMOVAL_ACTION),
        gt(allowedVersion, aboveVersion),
      ),
    )
    .get()
  return entry !== undefined
}

function ofEnvironment(environmentId: string, kind: PublicationKind) {
  return and(eq(outbox.environmentId, environmentId), eq(outbox.kind, kind))
}

function readRuleset(database: Database, environmentId: string): Ruleset {
  const beside = readBeside(database, environmentId, { flags: new Map(), segments: new Map() })
  const read = beside.flags.flatMap(({ flag }) => (flag === undefined ? [] : [flag]))
  const all = beside.segments.flatMap(({ segment }) => (segment === undefined ? [] : [segment]))
  return { ...beside, flags: read, segments: segmentsBehind(read, all) }
}

function readBeside(database: Database, environmentId: string, had: HadItems): RulesetBeside {
  const environment = database.select().from(environments).where(eq(environments.id, environmentId)).get()
  if (environment === undefined) throw new Error(`no environment ${environmentId}`)
  const { version, settings } = environment
  const stamps = database
    .select({ flagId: flags.id, flagVersion: flags.version, configurationVersion: configurations.version })
    .from(configurations)
    .innerJoin(flags, eq(flags.id, configurations.flagId))
    .where(and(eq(configurations.environmentId, environmentId), isServed))
    .orderBy(asc(flags.key))
    .all()
    .map(({ flagId, flagVersion, configurationVersion }) => ({
      flagId,
      stamp: `${flagVersion}.${configurationVersion}`,
    }))
  const news = stamps.filter(({ flagId, stamp }) => had.flags.get(flagId) !== stamp).map(({ flagId }) => flagId)
  const read = new Map<number, Flag>()
  for (let i = 0; i < news.length; i += FLAGS_PER_READ) {
    readFlags(database, environmentId, { ids: news.slice(i, i + FLAGS_PER_READ), into: read })
  }
  const stamped = stamps.map(({ flagId, stamp }) => ({ flagId, stamp, flag: read.get(flagId) }))
  const segments = readStampedSegments(database, environmentId, had.segments)
  return { environment: environmentId, version, settings, flags: stamped, segments }
}

function readFlags(
  database: Database,
  environmentId: string,
  { ids, into }: { readonly ids: readonly number[]; readonly into: Map<number, Flag> },
): void {
  const rows = database
    .select()
    .from(configurations)
    .innerJoin(flags, eq(flags.id, configurations.flagId))
    .where(and(eq(configurations.environmentId, environmentId), inArray(flags.id, [...ids])))
    .all()
  for (const row of rows) into.set(row.flags.id, assembleFlag(row.flags, row.configurations))
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
