import { type VerificationKey, openEnvelope } from '../../shared/contracts/envelope.ts'
import type { JsonValue } from '../../shared/contracts/json.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { ParseResult } from '../../shared/contracts/parse-result.ts'
import type { RefusalReason } from './refusals.ts'

/** What every signed statement says of itself. */
export interface Statement {
  readonly environment: string
  readonly version: number
  readonly issuedAtMs: number
}

export interface Expected<T extends Statement> {
  readonly environmentId: string
  readonly keys: readonly VerificationKey[]
  readonly parse: (payload: JsonValue) => ParseResult<T>
}

export type Opened<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: RefusalReason }

/** An access table is the longest statement; before it stand a version, the name of a key and a signature, with a space each. */
const LONGEST = LIMITS.accessTableBytes + 15 + 16 + 88 + 3

/**
 * Believes an envelope or says why not. Only what is signed counts: the version in front of the envelope is for
 * scripts in Redis, and whoever can write there can write any. What is believed may still be old: see `isOlder`.
 */
export async function openSigned<T extends Statement>(
  text: string | undefined,
  { environmentId, keys, parse }: Expected<T>,
): Promise<Opened<T>> {
  if (text === undefined) return refusedAs('missing')
  if (text.length > LONGEST) return refusedAs('over_limit')
  const opened = await openEnvelope(text, keys)
  if (!opened.ok) return refusedAs(opened.refusal)
  const statement = parse(opened.payload)
  if (!statement.ok) return refusedAs('malformed')
  if (statement.value.environment !== environmentId) return refusedAs('wrong_environment')
  return statement
}

/**
 * Whether a statement was made before another one: by its version alone. The same version is issued again and again and
 * says the same each time; by whose clock it was issued earlier is of no concern, since that clock may have been set back.
 */
export function isOlder(statement: Statement, than: Statement): boolean {
  return statement.version < than.version
}

function refusedAs(reason: RefusalReason): { readonly ok: false; readonly reason: RefusalReason } {
  return { ok: false, reason }
}
