import type { AccessTable } from '../../shared/contracts/access-table.ts'
import type { Head, WireHead } from '../../shared/contracts/head.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { type Trace, formatTraceparent } from '../../shared/contracts/traceparent.ts'
import { ORIGIN_MARK, redisKeys } from '../../shared/contracts/redis-keys.ts'
import type { AttentionBook } from '../attention/attention-book.ts'
import type { BuiltRuleset, RulesetBuilder } from '../building/ruleset-builder.ts'
import type { NamedRuleset } from './inspect-signed.ts'
import { learnFromRedis } from './learn-from-redis.ts'
import { isMassRemoval } from './mass-removal.ts'
import type { PublishingRepository } from './publishing-repository.ts'
import type { Advance, BodyChange, RulesetStore } from './redis-gateway.ts'
import type { Signer } from './signer.ts'

export interface PublishingParts {
  readonly repository: PublishingRepository
  readonly builder: RulesetBuilder
  readonly store: RulesetStore
  readonly signer: Signer
  readonly attention: Pick<AttentionBook, 'current'>
  readonly clock: () => number
}

/** A ruleset that lies in Redis: enough to issue its head again without building it. */
export interface WrittenRuleset extends NamedRuleset {
  /** How many flags it has, where that is known. */
  readonly flags: number | undefined
  /** Of the change that made it, where this process has seen it. */
  readonly trace?: Trace | undefined
}

/** What is to be brought to Redis, and the trace of the change that asks for it. */
export interface PublishingOrder {
  readonly environmentId: string
  readonly trace: Trace | undefined
}

/** What this process knows of an environment in Redis; nothing at first, and again when Redis lost something. */
export interface Publication {
  /** What the head names. */
  readonly written?: WrittenRuleset | undefined
  /** What was written before Redis lost it: edges still serve it. */
  readonly lost?: WrittenRuleset | undefined
  /** This version can never go out as it is; edges go on with the one before until somebody changes it. */
  readonly refusedVersion?: number | undefined
  /** What a person must look at, though everything that could go out did. */
  readonly problem?: string | undefined
}

/** How many rulesets stay in Redis for edges that are behind. */
const KEPT_VERSIONS = 50
/** Two is enough when Redis holds something unexpected: the first try learns it, the second acts on it. */
const MAX_TRIES = 3

/**
 * Brings Redis to what SQLite says of one environment, in one step: the body, then head and access table, newly
 * signed. Says it again when nothing changed, which renews the time of issue.
 * @throws when Redis cannot be reached, or answers with an error
 */
export async function publishEnvironment(
  parts: PublishingParts,
  order: PublishingOrder,
  known: Publication,
): Promise<Publication> {
  const { environmentId } = order
  let learned = known.written === undefined ? await learnFromRedis(parts, environmentId) : undefined
  let publication: Publication = { ...known, written: known.written ?? learned?.written }
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const before = publication.written
    const built = await buildBody(parts, order, publication)
    publication = built.publication
    const advances = sealAll(parts, environmentId, publication.written, learned?.foreign ?? new Map())
    const outcomes = await parts.store.advance(advances, built.body && bodyChange(environmentId, before, built.body))
    // Whatever lies there instead of the mark is a mark.
    if (outcomes.every(({ state }, i) => state === 'set' || advances[i]?.key === ORIGIN_MARK)) {
      acknowledge(parts, environmentId, advances)
      return publication
    }
    learned = await learnFromRedis(parts, environmentId)
    publication = { ...publication, lost: servedOf(publication), written: learned.written }
  }
  return { problem: 'Redis holds a higher version than could be overtaken' }
}

interface Built {
  readonly publication: Publication
  /** What is to be written; `undefined` when it lies there already or was refused. */
  readonly body?: NewBody
}

interface NewBody {
  readonly version: number
  readonly body: string
}

/** Builds the newest version, unless its body lies there already or was refused before. */
async function buildBody(
  { repository, builder }: PublishingParts,
  { environmentId, trace }: PublishingOrder,
  publication: Publication,
): Promise<Built> {
  const newest = repository.versionsOf(environmentId)?.version
  if (newest === publication.written?.version || newest === publication.refusedVersion) return { publication }
  const { version, result } = await builder.build(environmentId)
  const refuse = (reason: string): Built => {
    const { written, lost } = publication
    return { publication: { written, lost, refusedVersion: version, problem: `ruleset refused: ${reason}` } }
  }
  if (!result.ok) return refuse(describeProblems(result.problems))
  const { body, sha256, bytes, broken, flags } = result.value
  const served = servedOf(publication)
  if (served?.flags !== undefined && isMassRemoval(served.flags, flags)) {
    const isAllowed = repository.allowsMassRemoval(environmentId, served.version)
    if (!isAllowed) return refuse(`of ${served.flags} flags ${flags} are left, and nobody allowed it`)
  }
  const problem = broken.length === 0 ? undefined : `flags that edges cannot decide: ${describeBroken(broken)}`
  return { publication: { written: { version, sha256, bytes, flags, trace }, problem }, body: { version, body } }
}

function bodyChange(environmentId: string, before: WrittenRuleset | undefined, body: NewBody): BodyChange {
  const removed = outlivedVersions(before, body.version).map((version) => ({ environmentId, version }))
  return { written: { environmentId, ...body }, removed }
}

/** What edges serve, as far as this process knows. */
export function servedOf({ written, lost }: Publication): WrittenRuleset | undefined {
  return written ?? lost
}

/** Everything that one step shall set. The mark says that this Redis was written by an origin, and is not just empty. */
function sealAll(
  { repository, signer, attention, clock }: PublishingParts,
  environmentId: string,
  written: WrittenRuleset | undefined,
  foreign: ReadonlyMap<string, string>,
): readonly Advance[] {
  const issuedAtMs = clock()
  const common = { environment: environmentId, issuedAtMs }
  const version = repository.versionsOf(environmentId)?.accessVersion ?? 0
  const table: AccessTable = {
    kind: 'access',
    ...common,
    version,
    keys: repository.liveKeys(environmentId, issuedAtMs),
  }
  const seal = (key: string, statement: Head | WireHead | AccessTable): Advance => {
    const replacing = foreign.get(key)
    const advance = { key, version: statement.version, envelope: signer.seal(statement) }
    return replacing === undefined ? advance : { ...advance, replacing }
  }
  const access = seal(redisKeys.access(environmentId), table)
  const mark = { key: ORIGIN_MARK, version: 0, envelope: '0 origin' }
  if (written === undefined) return [access, mark]
  const { sha256, bytes, trace } = written
  const named = { version: written.version, sha256, bytes }
  const head: Head = { kind: 'head', ...common, ...named, attention: attention.current(environmentId) }
  return [seal(redisKeys.head(environmentId), withTrace(head, trace)), access, mark]
}

/** As it travels: one text, which edges of an older release pass over. */
function withTrace(head: Head, trace: Trace | undefined): Head | WireHead {
  return trace === undefined ? head : { ...head, trace: formatTraceparent(trace) }
}

function acknowledge(parts: PublishingParts, environmentId: string, advances: readonly Advance[]): void {
  const kinds = new Map([
    [redisKeys.head(environmentId), 'ruleset'],
    [redisKeys.access(environmentId), 'access'],
  ] as const)
  const published = advances.flatMap(({ key, version }) => {
    const kind = kinds.get(key)
    return kind === undefined ? [] : [{ kind, version, outlivedVersion: version - KEPT_VERSIONS }]
  })
  parts.repository.acknowledge(environmentId, published, parts.clock())
}

/**
 * The versions that leave the window of the last 50 when the head goes from one version to another. Bodies lie there
 * for the window before it only, however far the version jumped.
 */
function outlivedVersions(before: WrittenRuleset | undefined, after: number): readonly number[] {
  if (before === undefined) return []
  const first = before.version - KEPT_VERSIONS + 1
  const last = Math.min(after - KEPT_VERSIONS, before.version)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

function describeBroken(broken: BuiltRuleset['broken']): string {
  return broken.map(({ flagKey, reason }) => `${JSON.stringify(flagKey)} (${reason})`).join(', ')
}
