import { inspectSigned } from './inspect-signed.ts'
import type { LastWritten, PublishingParts } from './publish-environment.ts'
import type { EnvironmentVersions } from './publishing-repository.ts'
import type { SignedPair } from './redis-gateway.ts'

/**
 * The environments whose Redis is not what SQLite says: nothing there (a flush, an eviction), another version, another
 * body, or not ours. Reads of Redis may be behind; a false alarm costs one more publication of the same.
 */
export async function findDrift(
  parts: PublishingParts,
  lastWritten: ReadonlyMap<string, LastWritten>,
): Promise<readonly string[]> {
  const environments = parts.repository.versions()
  const pairs = await parts.store.readSigned(environments.map(({ environmentId }) => environmentId))
  const drifted: string[] = []
  for (const [i, versions] of environments.entries()) {
    const pair = pairs[i] ?? { head: null, access: null }
    const last = lastWritten.get(versions.environmentId)
    if (!(await agrees(parts, versions, last, pair))) drifted.push(versions.environmentId)
  }
  return drifted
}

async function agrees(
  { signer, store }: PublishingParts,
  { environmentId, version, accessVersion }: EnvironmentVersions,
  last: LastWritten | undefined,
  pair: SignedPair,
): Promise<boolean> {
  const head = await inspectSigned({ environmentId, kind: 'ruleset', text: pair.head }, signer.verificationKey)
  const access = await inspectSigned({ environmentId, kind: 'access', text: pair.access }, signer.verificationKey)
  if (head.state !== 'ours' || access.state !== 'ours') return false
  if (head.version !== version || access.version !== accessVersion || head.sha256 !== last?.sha256) return false
  return store.hasBody(environmentId, version)
}
