import * as z from 'zod/mini'
import { LIMITS } from './limits.ts'
import type { ParseResult } from './parse-result.ts'
import { parseWith } from './parse-with.ts'

/** What the origin answers an edge that asks for an environment: what would lie in Redis, signed at this moment. */
export interface IssuedRuleset {
  /** An envelope over a `Head`. */
  readonly head: string
  /** An envelope over an `AccessTable`. */
  readonly access: string
  /** base64 of gzip; the one that the head names. */
  readonly body: string
}

const text = z.string().check(z.minLength(1), z.maxLength(LIMITS.storedRulesetBytes))

const issuedRulesetSchema: z.ZodMiniType<IssuedRuleset> = z.object({ head: text, access: text, body: text })

/** Says nothing about its truth: the envelopes are still to be opened, and the body to be compared with its digest. */
export function parseIssuedRuleset(input: unknown): ParseResult<IssuedRuleset> {
  return parseWith(issuedRulesetSchema, input)
}

/**
 * The entity tag of an issued ruleset: weak (RFC 9110, 8.8.1), since each is signed anew and says the same.
 * @param version  of the ruleset
 */
export function issuedTag(version: number, accessVersion: number): string {
  return `W/"${version}.${accessVersion}"`
}
