import { redisKeys } from '../../shared/contracts/redis-keys.ts'
import { type Lying, inspectSigned } from './inspect-signed.ts'
import type { PublishingParts, WrittenRuleset } from './publish-environment.ts'
import { countFlagsOf, readWholeBody } from './read-whole-body.ts'

export interface Learned {
  /** The ruleset that the head in Redis names, when that is ours and its body lies there as it was written. */
  readonly written: WrittenRuleset | undefined
  /** By key, the exact text of what is not ours and may be replaced whatever version it claims. */
  readonly foreign: ReadonlyMap<string, string>
}

/**
 * Looks at what lies in Redis before anything is written. Our own higher version means that an older database was put
 * back: SQLite is lifted above it first, since edges never go back and a body that a head named never changes.
 */
export async function learnFromRedis(parts: PublishingParts, environmentId: string): Promise<Learned> {
  const [pair] = await parts.store.readSigned([environmentId])
  const key = parts.signer.verificationKey
  const head = await inspectSigned({ environmentId, kind: 'ruleset', text: pair?.head ?? null }, key)
  const access = await inspectSigned({ environmentId, kind: 'access', text: pair?.access ?? null }, key)
  const versions = parts.repository.versionsOf(environmentId)
  if (head.state === 'ours' && head.version > (versions?.version ?? 0)) {
    parts.repository.liftAbove(environmentId, 'ruleset', head.version, parts.clock())
  }
  if (access.state === 'ours' && access.version > (versions?.accessVersion ?? 0)) {
    parts.repository.liftAbove(environmentId, 'access', access.version, parts.clock())
  }
  const foreign = new Map<string, string>()
  if (head.state === 'foreign') foreign.set(redisKeys.head(environmentId), head.text)
  if (access.state === 'foreign') foreign.set(redisKeys.access(environmentId), access.text)
  return { written: await writtenRuleset(parts, environmentId, head), foreign }
}

async function writtenRuleset(
  { store }: PublishingParts,
  environmentId: string,
  head: Lying,
): Promise<WrittenRuleset | undefined> {
  if (head.state !== 'ours' || head.ruleset === undefined) return undefined
  const body = await readWholeBody(store, environmentId, head.ruleset)
  return body === undefined ? undefined : { ...head.ruleset, flags: await countFlagsOf(body) }
}
