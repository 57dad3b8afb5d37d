import { inspectSigned } from './inspect-signed.ts'
import type { Publication, PublishingParts } from './publish-environment.ts'
import type { EnvironmentVersions } from './publishing-repository.ts'
import { readWholeBody } from './read-whole-body.ts'
import type { SignedPair } from './redis-gateway.ts'

/** Access tables may be a megabyte each, and an answer at most ten. */
const ENVIRONMENTS_PER_READ = 8
/** Bodies are read whole for so many environments a look, in turn: all of them where there are few. */
const BODIES_PER_LOOK = 8

/**
 * The environments whose Redis is not what SQLite says: nothing there (a flush, an eviction), another version, another
 * body, or not ours. Reads of Redis may be behind; a false alarm costs one more publication of the same.
 * @param look  counts the looks, so that each reads the bodies of other environments
 */
export async function findDrift(
  parts: PublishingParts,
  publications: ReadonlyMap<string, Publication>,
  look: number,
): Promise<readonly string[]> {
  const environments = parts.repository.versions()
  const drifted: string[] = await findDamaged(parts, publications, look)
  for (let i = 0; i < environments.length; i += ENVIRONMENTS_PER_READ) {
    drifted.push(...(await findAmong(parts, publications, environments.slice(i, i + ENVIRONMENTS_PER_READ))))
  }
  return drifted
}

async function findDamaged(
  { store }: PublishingParts,
  publications: ReadonlyMap<string, Publication>,
  look: number,
): Promise<string[]> {
  const written = [...publications].flatMap(([id, publication]) =>
    publication.written === undefined ? [] : [[id, publication.written] as const],
  )
  const turns = Math.max(1, Math.ceil(written.length / BODIES_PER_LOOK))
  const first = (look % turns) * BODIES_PER_LOOK
  const damaged: string[] = []
  for (const [environmentId, ruleset] of written.slice(first, first + BODIES_PER_LOOK)) {
    if ((await readWholeBody(store, environmentId, ruleset)) === undefined) damaged.push(environmentId)
  }
  return damaged
}

async function findAmong(
  parts: PublishingParts,
  publications: ReadonlyMap<string, Publication>,
  environments: readonly EnvironmentVersions[],
): Promise<readonly string[]> {
  const pairs = await parts.store.readSigned(environments.map(({ environmentId }) => environmentId))
  const drifted: string[] = []
  const named: { environmentId: string; version: number }[] = []
  for (const [i, versions] of environments.entries()) {
    const { environmentId } = versions
    const publication = publications.get(environmentId) ?? {}
    const agrees = await agreesWith(parts, versions, publication, pairs[i] ?? { head: null, access: null })
    if (!agrees) drifted.push(environmentId)
    else if (publication.written !== undefined) named.push({ environmentId, version: publication.written.version })
  }
  if ((await parts.store.countBodies(named)) === named.length) return drifted
  for (const body of named) {
    if ((await parts.store.countBodies([body])) === 0) drifted.push(body.environmentId)
  }
  return drifted
}

/** A head may stay behind SQLite only while the newest ruleset is refused. */
async function agreesWith(
  { signer }: PublishingParts,
  { environmentId, version, accessVersion }: EnvironmentVersions,
  { written, refusedVersion }: Publication,
  pair: SignedPair,
): Promise<boolean> {
  const key = signer.verificationKey
  const head = await inspectSigned({ environmentId, kind: 'ruleset', text: pair.head }, key)
  const access = await inspectSigned({ environmentId, kind: 'access', text: pair.access }, key)
  if (access.state !== 'ours' || access.version !== accessVersion) return false
  if (written === undefined) return head.state === 'missing' && refusedVersion === version
  if (head.state !== 'ours' || head.ruleset?.sha256 !== written.sha256) return false
  return head.version === written.version && (written.version === version || refusedVersion === version)
}
