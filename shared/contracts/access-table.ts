import * as z from 'zod/mini'
import { KEY_KINDS, KEY_SCOPES, type KeyKind, type KeyScope } from './access-key.ts'
import { LIMITS } from './limits.ts'
import { environmentIdSchema } from './name.ts'
import type { ParseResult } from './parse-result.ts'
import { parseWith } from './parse-with.ts'

/** The live keys of one environment: what is not in it is refused. It has its own version and is never rolled back. */
export interface AccessTable {
  readonly kind: 'access'
  readonly environment: string
  readonly version: number
  readonly issuedAtMs: number
  readonly keys: readonly AccessTableKey[]
}

export interface AccessTableKey {
  /** Generated; appears in logs instead of the key. */
  readonly id: string
  /** Of the whole key text, lower-case hexadecimal. */
  readonly sha256: string
  readonly kind: KeyKind
  readonly scopes: readonly KeyScope[]
  readonly expiresAtMs: number | null
  /** Browser origins (`https://shop.example`) that may use a client key; `null` for any. */
  readonly origins: readonly string[] | null
}

const keySchema: z.ZodMiniType<AccessTableKey> = z.object({
  id: z.string().check(z.minLength(1)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  kind: z.enum(KEY_KINDS),
  scopes: z.pipe(z.array(z.string()), z.transform(knownScopes)),
  expiresAtMs: z.nullable(z.int()),
  origins: z.nullable(z.array(z.string()).check(z.maxLength(LIMITS.originsPerKey))),
})

const accessTableSchema: z.ZodMiniType<AccessTable> = z.object({
  kind: z.literal('access'),
  environment: environmentIdSchema,
  version: z.int().check(z.gte(0)),
  issuedAtMs: z.int(),
  keys: z.pipe(z.array(z.unknown()).check(z.maxLength(LIMITS.keysPerEnvironment)), z.transform(readableKeys)),
})

/** What a newer origin grants beyond this release's scopes is not granted here. */
function knownScopes(scopes: string[]): readonly KeyScope[] {
  return KEY_SCOPES.filter((scope) => scopes.includes(scope))
}

/**
 * Leaves out what this release cannot read, such as a newer kind of key: that key is refused, and its neighbours, above
 * all their revocations, are not held up by it.
 */
function readableKeys(entries: unknown[]): readonly AccessTableKey[] {
  return entries.flatMap((entry) => {
    const key = keySchema.safeParse(entry)
    return key.success ? [key.data] : []
  })
}

export function parseAccessTable(input: unknown): ParseResult<AccessTable> {
  return parseWith(accessTableSchema, input)
}

/**
 * The entry whose SHA-256 is the presented key's, compared in constant time against every entry, so that neither the
 * place nor the length of a match can be measured.
 * @param sha256  lower-case hexadecimal
 */
export function findAccessKey(table: AccessTable, sha256: string): AccessTableKey | undefined {
  let found: AccessTableKey | undefined
  for (const key of table.keys) {
    if (equalsInConstantTime(key.sha256, sha256)) found = key
  }
  return found
}

/** Whether a live key is still within its time. */
export function isExpired(key: AccessTableKey, nowMs: number): boolean {
  return key.expiresAtMs !== null && nowMs >= key.expiresAtMs
}

function equalsInConstantTime(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return difference === 0
}
