import { gzipSync } from 'node:zlib'
import { formatAccessKey } from '../../shared/contracts/access-key.ts'
import type { AccessTable, AccessTableKey } from '../../shared/contracts/access-table.ts'
import { type VerificationKey, formatEnvelope, kidOf } from '../../shared/contracts/envelope.ts'
import type { Attention, Head } from '../../shared/contracts/head.ts'
import { type Ruleset, encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { sha256Hex, toBase64 } from '../../shared/hashing/encoding.ts'

/** Signs as the origin does. */
export interface Signer {
  /** As `RULESET_PUBLIC_KEYS` wants it. */
  readonly publicKey: string
  readonly verificationKeys: readonly VerificationKey[]
  sign(payload: { readonly version: number }): Promise<string>
}

export async function createSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const kid = await kidOf(raw)
  return {
    publicKey: toBase64(raw),
    verificationKeys: [{ kid, key: pair.publicKey }],
    sign: async (statement) => {
      const payload = JSON.stringify(statement)
      const bytes = new TextEncoder().encode(payload)
      const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes))
      return formatEnvelope({ version: statement.version, kid, signature, payload })
    },
  }
}

/** A ruleset as it is stored, and the head that promises it. */
export async function packRuleset(
  ruleset: Ruleset,
  issuedAtMs: number,
  attention: Attention | null = null,
): Promise<{ body: string; head: Head }> {
  const bytes = encodeRuleset(ruleset)
  const compressed = new Uint8Array(gzipSync(bytes))
  const { environment, version } = ruleset
  const sha256 = await sha256Hex(compressed)
  const head: Head = { kind: 'head', environment, version, sha256, bytes: bytes.length, issuedAtMs, attention }
  return { body: Buffer.from(compressed).toString('base64'), head }
}

/** A key for tests; the same letter gives the same key. */
export function testKey(kind: 'srv' | 'cli' | 'adm', environmentId: string, letter: string): string {
  return formatAccessKey(kind, environmentId, letter.repeat(32))
}

export async function tableEntry(text: string, changes: Partial<AccessTableKey> = {}): Promise<AccessTableKey> {
  const kind = text.slice(3, 6) as AccessTableKey['kind']
  const sha256 = await sha256Hex(text)
  return {
    id: `id-${sha256.slice(0, 6)}`,
    sha256,
    kind,
    scopes: ['evaluate'],
    expiresAtMs: null,
    origins: null,
    ...changes,
  }
}

export function accessTable(environment: string, version: number, keys: readonly AccessTableKey[]): AccessTable {
  return { kind: 'access', environment, version, issuedAtMs: 0, keys }
}
