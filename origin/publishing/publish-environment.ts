import type { AccessTable } from '../../shared/contracts/access-table.ts'
import type { Head } from '../../shared/contracts/head.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { inspectSigned } from './inspect-signed.ts'
import { type PackedRuleset, packRuleset } from './pack-ruleset.ts'
import type { PublicationKind, PublishingRepository } from './publishing-repository.ts'
import type { Advance, RulesetStore } from './redis-gateway.ts'
import type { Signer } from './signer.ts'

export interface PublishingParts {
  readonly repository: PublishingRepository
  readonly store: RulesetStore
  readonly signer: Signer
  readonly clock: () => number
}

/** What this process last wrote for an environment: enough to issue its head again without building the ruleset. */
export type LastWritten = Pick<PackedRuleset, 'sha256' | 'bytes'> & { readonly version: number }

export interface Publication {
  /** `undefined` when the ruleset was refused; edges go on with the one before. */
  readonly written: LastWritten | undefined
  /** What a person must look at, though everything that could go out did. */
  readonly problem: string | undefined
}

/** How many rulesets stay in Redis for edges that are behind. */
const KEPT_VERSIONS = 50
/** Two is enough when Redis holds something unexpected: the first try learns it, the second acts on it. */
const MAX_TRIES = 3

/**
 * Brings Redis to what SQLite says of one environment: the body first, then head and access table in one step, newly
 * signed. Says it again when nothing changed, which renews the time of issue.
 * @param last  what was written before; pass `undefined` to write the body again
 * @throws when Redis cannot be reached
 */
export async function publishEnvironment(
  parts: PublishingParts,
  environmentId: string,
  last: LastWritten | undefined,
): Promise<Publication> {
  let written = last
  let problem: string | undefined
  let replacing: ReadonlyMap<string, string> = new Map()
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const versions = parts.repository.versionsOf(environmentId)
    if (versions === undefined) throw new Error(`no environment ${environmentId}`)
    if (written?.version !== versions.version) ({ written, problem } = await writeBody(parts, environmentId))
    const advances = sealAll(parts, environmentId, written, replacing)
    const outcomes = await parts.store.advance(advances)
    if (outcomes.every((outcome) => outcome.state === 'set')) {
      await acknowledge(parts, environmentId, advances)
      return { written, problem }
    }
    replacing = await learnFromRedis(parts, environmentId)
  }
  return { written, problem: 'Redis holds a higher version than could be overtaken' }
}

async function writeBody(parts: PublishingParts, environmentId: string): Promise<Publication> {
  const ruleset = parts.repository.ruleset(environmentId)
  const packed = await packRuleset(ruleset)
  if (!packed.ok) return { written: undefined, problem: `ruleset refused: ${describeProblems(packed.problems)}` }
  const { body, sha256, bytes, broken } = packed.value
  await parts.store.writeBody(environmentId, ruleset.version, body)
  const problem = broken.length === 0 ? undefined : `flags that edges cannot decide: ${describeBroken(broken)}`
  return { written: { version: ruleset.version, sha256, bytes }, problem }
}

function sealAll(
  { repository, signer, clock }: PublishingParts,
  environmentId: string,
  written: LastWritten | undefined,
  replacing: ReadonlyMap<string, string>,
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
  const statements: readonly [string, Head | AccessTable][] = [
    ...(written === undefined
      ? []
      : [[redisKeys.head(environmentId), { kind: 'head', ...common, ...written, attention: null }] as [string, Head]]),
    [redisKeys.access(environmentId), table],
  ]
  return statements.map(([key, statement]) => {
    const replaced = replacing.get(key)
    return {
      key,
      version: statement.version,
      envelope: signer.seal(statement),
      ...(replaced === undefined ? {} : { replacing: replaced }),
    }
  })
}

async function acknowledge(parts: PublishingParts, environmentId: string, advances: readonly Advance[]): Promise<void> {
  for (const { key, version } of advances) {
    const kind = key === redisKeys.access(environmentId) ? 'access' : 'ruleset'
    parts.repository.markPublished(environmentId, kind, version, parts.clock())
    if (kind === 'ruleset') {
      const outlived = parts.repository.publishedUpTo(environmentId, version - KEPT_VERSIONS)
      await parts.store.removeBodies(environmentId, outlived)
    }
    parts.repository.forget(environmentId, kind, version - KEPT_VERSIONS)
  }
}

/**
 * Looks at what was in the way. Our own higher version means that an older database was put back: SQLite is lifted
 * above it, since edges never go back. What is not ours may be replaced.
 */
async function learnFromRedis(parts: PublishingParts, environmentId: string): Promise<ReadonlyMap<string, string>> {
  const [pair] = await parts.store.readSigned([environmentId])
  const versions = parts.repository.versionsOf(environmentId)
  const foreign = new Map<string, string>()
  const look = async (kind: PublicationKind, key: string, text: string | null, version: number): Promise<void> => {
    const lying = await inspectSigned({ environmentId, kind, text }, parts.signer.verificationKey)
    if (lying.state === 'foreign') foreign.set(key, lying.text)
    if (lying.state === 'ours' && lying.version > version) {
      parts.repository.liftAbove(environmentId, kind, lying.version, parts.clock())
    }
  }
  await look('ruleset', redisKeys.head(environmentId), pair?.head ?? null, versions?.version ?? 0)
  await look('access', redisKeys.access(environmentId), pair?.access ?? null, versions?.accessVersion ?? 0)
  return foreign
}

function describeBroken(broken: PackedRuleset['broken']): string {
  return broken.map(({ flagKey, reason }) => `${JSON.stringify(flagKey)} (${reason})`).join(', ')
}
