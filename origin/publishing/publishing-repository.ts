import { type SQL, and, asc, eq, gt, inArray, isNotNull, isNull, lte, not, sql } from 'drizzle-orm'
import type { AccessTableKey } from '../../shared/contracts/access-table.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import type { Ruleset } from '../../shared/contracts/ruleset.ts'
import { segmentsBehind } from '../segments/segments-behind.ts'
import { type StampedSegment, readStampedSegments } from '../segments/stamped-segments.ts'
import { listLiveKeys } from '../access/key-repository.ts'
import type { Database } from '../db/open-database.ts'
import { prepareOnce } from '../db/prepare-once.ts'
import { auditEntries } from '../db/schema/audit-entries.ts'
import { configurations } from '../db/schema/configurations.ts'
import { environments } from '../db/schema/environments.ts'
import { flags } from '../db/schema/flags.ts'
import { outbox } from '../db/schema/outbox.ts'
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
export interface RulesetBeside<Made> extends Pick<Ruleset, 'environment' | 'version' | 'settings'> {
  readonly flags: readonly StampedFlag<Made>[]
  /** Every segment of the environment, and what groups are there, whether a flag refers to it or not. */
  readonly segments: readonly StampedSegment[]
}

/** What a caller has already: by id, the stamp that it had. */
export interface HadItems {
  readonly flags: ReadonlyMap<number, string>
  readonly segments: ReadonlyMap<string, string>
}

export interface StampedFlag<Made> {
  readonly flagId: number
  /** Another one whenever something changed that edges see. */
  readonly stamp: string
  /** What was made of it; `undefined` when the caller has it under this stamp. */
  readonly made: Made | undefined
}

export interface Backlog {
  readonly unpublished: number
  readonly oldestCommittedAtMs: number | undefined
}

export interface PublishedVersion {
  readonly kind: PublicationKind
  readonly version: number
  /** Published rows up to this version are dropped. */
  readonly outlivedVersion: number
}

/** What is to be published, read from SQLite; reads of one call belong to one state of the database. */
export interface PublishingRepository {
  readonly versions: () => readonly EnvironmentVersions[]
  readonly versionsOf: (environmentId: string) => EnvironmentVersions | undefined
  readonly ruleset: (environmentId: string) => Ruleset
  /** A ruleset's flags and segments without those that a caller has. All of its flags are never in memory together, unless `make` keeps them. */
  readonly rulesetBeside: <Made>(
    environmentId: string,
    had: HadItems,
    make: (flag: Flag) => Made,
  ) => RulesetBeside<Made>
  readonly liveKeys: (environmentId: string, nowMs: number) => readonly AccessTableKey[]
  /** What Redis does not have yet, leaving out rulesets of these environments. */
  readonly backlog: (refusedEnvironmentIds: readonly string[]) => Backlog
  /** Whether somebody allowed, by an audited act, that a version above this one loses most flags. */
  readonly allowsMassRemoval: (environmentId: string, aboveVersion: number) => boolean
  /** Redis has these. All of them wait for the disk together, since requests wait meanwhile. */
  readonly acknowledge: (environmentId: string, published: readonly PublishedVersion[], nowMs: number) => void
  /** Lifts an environment above a version that Redis has and SQLite never knew (an older database was put back). */
  readonly liftAbove: (environmentId: string, kind: PublicationKind, version: number, nowMs: number) => void
}

/** SQLite takes more parameters than this; the rows of so many flags are a megabyte or two at most times. */
const FLAGS_PER_READ = 200

export function createPublishingRepository(database: Database): PublishingRepository {
  return {
    versions: () => database.select(versionColumns).from(environments).all(),
    versionsOf: (environmentId) => versionsOfEnvironment(database).get({ environmentId }),
    ruleset: (environmentId) => database.transaction(() => readRuleset(database, environmentId)),
    rulesetBeside: (environmentId, had, make) =>
      database.transaction(() => readBeside(database, environmentId, { had, make })),
    liveKeys: (environmentId, nowMs) => listLiveKeys(database, environmentId, nowMs),
    backlog: (refusedEnvironmentIds) => readBacklog(database, refusedEnvironmentIds),
    allowsMassRemoval: (environmentId, aboveVersion) => allowsMassRemoval(database, environmentId, aboveVersion),
    acknowledge: (environmentId, published, nowMs) => acknowledge(database, { environmentId, published, nowMs }),
    liftAbove: (environmentId, kind, version, nowMs) => liftAbove(database, environmentId, kind, version, nowMs),
  }
}

const versionColumns = {
  environmentId: environments.id,
  version: environments.version,
  accessVersion: environments.accessVersion,
}

const versionsOfEnvironment = prepareOnce((database) =>
  database
    .select(versionColumns)
    .from(environments)
    .where(eq(environments.id, sql.placeholder('environmentId')))
    .prepare(),
)

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

interface Acknowledged {
  readonly environmentId: string
  readonly published: readonly PublishedVersion[]
  readonly nowMs: number
}

function acknowledge(database: Database, { environmentId, published, nowMs }: Acknowledged): void {
  database.transaction((transaction) => {
    for (const { kind, version, outlivedVersion } of published) {
      publishedMark(transaction).run({ environmentId, kind, version, nowMs })
      outlivedDeletion(transaction).run({ environmentId, kind, version: outlivedVersion })
    }
  })
}

const upTo = and(
  eq(outbox.environmentId, sql.placeholder('environmentId')),
  eq(outbox.kind, sql.placeholder('kind')),
  lte(outbox.version, sql.placeholder('version')),
)

const publishedMark = prepareOnce((database) =>
  database
    .update(outbox)
    .set({ publishedAtMs: sql`${sql.placeholder('nowMs')}` })
    .where(and(upTo, isNull(outbox.publishedAtMs)))
    .prepare(),
)

const outlivedDeletion = prepareOnce((database) =>
  database
    .delete(outbox)
    .where(and(upTo, isNotNull(outbox.publishedAtMs)))
    .prepare(),
)

function readRuleset(database: Database, environmentId: string): Ruleset {
  const had = { flags: new Map(), segments: new Map() }
  const beside = readBeside(database, environmentId, { had, make: (flag) => flag })
  const read = beside.flags.flatMap(({ made }) => (made === undefined ? [] : [made]))
  const all = beside.segments.flatMap(({ segment }) => (segment === undefined ? [] : [segment]))
  return { ...beside, flags: read, segments: segmentsBehind(read, all) }
}

interface Reading<Made> {
  readonly had: HadItems
  readonly make: (flag: Flag) => Made
}

function readBeside<Made>(
  database: Database,
  environmentId: string,
  { had, make }: Reading<Made>,
): RulesetBeside<Made> {
  const environment = database.select().from(environments).where(eq(environments.id, environmentId)).get()
  if (environment === undefined) throw new Error(`no environment ${environmentId}`)
  const { version, settings } = environment
  const stamps = stampsOfFlags(database).all({ environmentId })
  const news = stamps.filter(({ flagId, stamp }) => had.flags.get(flagId) !== stamp).map(({ flagId }) => flagId)
  const read = new Map<number, Made>()
  for (let i = 0; i < news.length; i += FLAGS_PER_READ) {
    const ids = news.slice(i, i + FLAGS_PER_READ)
    for (const { id, flag } of readFlags(database, environmentId, ids)) read.set(id, make(flag))
  }
  const stamped = stamps.map(({ flagId, stamp }) => ({ flagId, stamp, made: read.get(flagId) }))
  const segments = readStampedSegments(database, environmentId, had.segments)
  return { environment: environmentId, version, settings, flags: stamped, segments }
}

const stampsOfFlags = prepareOnce((database) =>
  database
    .select({ flagId: flags.id, stamp: sql<string>`${flags.version} || '.' || ${configurations.version}` })
    .from(configurations)
    .innerJoin(flags, eq(flags.id, configurations.flagId))
    .where(and(eq(configurations.environmentId, sql.placeholder('environmentId')), isServed))
    .orderBy(asc(flags.key))
    .prepare(),
)

function readFlags(database: Database, environmentId: string, ids: readonly number[]) {
  return database
    .select()
    .from(configurations)
    .innerJoin(flags, eq(flags.id, configurations.flagId))
    .where(and(eq(configurations.environmentId, environmentId), inArray(flags.id, [...ids])))
    .all()
    .map((row) => ({ id: row.flags.id, flag: assembleFlag(row.flags, row.configurations) }))
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
