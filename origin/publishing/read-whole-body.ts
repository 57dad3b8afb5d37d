import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { openRuleset } from '../../shared/contracts/ruleset.ts'
import type { NamedRuleset } from './inspect-signed.ts'
import type { RulesetStore } from './redis-gateway.ts'

const decompress = promisify(gunzip)

/**
 * The body that a head names, as edges will check it.
 * @returns its compressed bytes; `undefined` when it does not lie in Redis to the last byte
 */
export async function readWholeBody(
  store: RulesetStore,
  environmentId: string,
  { version, sha256 }: NamedRuleset,
): Promise<Buffer | undefined> {
  const text = await store.readBody({ environmentId, version })
  if (text === null) return undefined
  const body = Buffer.from(text, 'base64')
  return createHash('sha256').update(body).digest('hex') === sha256 ? body : undefined
}

/** How many flags a whole body has; `undefined` for one of a form that this release does not know. */
export async function countFlagsOf(body: Buffer): Promise<number | undefined> {
  const bytes = await decompress(body, { maxOutputLength: LIMITS.rulesetBytes })
  const opened = openRuleset(Uint8Array.from(bytes))
  return opened.ok ? opened.value.flagKeys.length : undefined
}
