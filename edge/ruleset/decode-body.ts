import type { Head } from '../../shared/contracts/head.ts'
import { LIMITS } from '../../shared/contracts/limits.ts'
import type { ParseResult } from '../../shared/contracts/parse-result.ts'
import { type CompiledRuleset, compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { sha256Hex } from '../../shared/hashing/encoding.ts'
import { gunzip } from './gunzip.ts'
import type { Opened } from './open-signed.ts'

/**
 * Turns a stored body into the ruleset that a head promised. The digest is over the compressed bytes, so nothing is
 * decompressed that the origin did not sign.
 * @param stored  base64 of gzip
 */
export async function decodeBody(stored: string, head: Head): Promise<Opened<CompiledRuleset>> {
  if (stored.length > LIMITS.storedRulesetBytes) return { ok: false, reason: 'over_limit' }
  const compressed = decodeBase64(stored)
  if (compressed === undefined) return { ok: false, reason: 'malformed' }
  if ((await sha256Hex(compressed)) !== head.sha256) return { ok: false, reason: 'wrong_digest' }
  const bytes = await gunzip(compressed, head.bytes)
  if (bytes === undefined) return { ok: false, reason: 'malformed' }
  const ruleset = await compileWithPatterns(bytes)
  if (!ruleset.ok) return { ok: false, reason: 'malformed' }
  if (ruleset.value.environment !== head.environment) return { ok: false, reason: 'wrong_environment' }
  if (ruleset.value.version !== head.version) return { ok: false, reason: 'wrong_version' }
  return ruleset
}

/**
 * Only a ruleset that has patterns makes an isolate load what compiles them, here and not in an evaluation. The module
 * is asked for anew each time: a promise of another request's might never settle.
 */
async function compileWithPatterns(bytes: Uint8Array<ArrayBuffer>): Promise<ParseResult<CompiledRuleset>> {
  const ruleset = compileRuleset(bytes)
  if (!ruleset.ok || !ruleset.value.usesPatterns) return ruleset
  const { re2Engine } = await import('../../shared/evaluation/re2-engine.ts')
  return compileRuleset(bytes, { regex: re2Engine })
}

/** Four characters are three bytes: slices of whole groups can be decoded on their own. */
const SLICE_LENGTH = 65_536

/**
 * In slices, so that a body of millions of characters is in memory as its text and its bytes and never a third time. A
 * plain loop: a callback for each character would hold up the isolate.
 */
function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4))
  let length = 0
  try {
    for (let start = 0; start < text.length; start += SLICE_LENGTH) {
      const characters = atob(text.slice(start, start + SLICE_LENGTH))
      const isLast = start + SLICE_LENGTH >= text.length
      // Padding, or a space, in the middle.
      if (!isLast && characters.length !== (SLICE_LENGTH * 3) / 4) return undefined
      for (let i = 0; i < characters.length; i++) bytes[length++] = characters.charCodeAt(i)
    }
  } catch {
    return undefined
  }
  return bytes.subarray(0, length)
}
