import { createHash } from 'node:crypto'
import type { WrittenRuleset } from './publish-environment.ts'
import type { RulesetStore } from './redis-gateway.ts'

/** Whether the body that a head names lies in Redis to the last byte, as edges will check it. */
export async function isBodyWhole(
  store: RulesetStore,
  environmentId: string,
  { version, sha256 }: WrittenRuleset,
): Promise<boolean> {
  const body = await store.readBody({ environmentId, version })
  return body !== null && createHash('sha256').update(Buffer.from(body, 'base64')).digest('hex') === sha256
}
