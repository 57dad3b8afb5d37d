import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LIMITS } from '../../shared/contracts/limits.ts'
import { type ParseResult, parsed, refused } from '../../shared/contracts/parse-result.ts'
import { type Ruleset, encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'

/** A ruleset as it goes to Redis. */
export interface PackedRuleset {
  /** base64 of the gzip of the wire form. */
  readonly body: string
  /** Of the gzip bytes, lower-case hexadecimal. */
  readonly sha256: string
  /** Length of the wire form before compression. */
  readonly bytes: number
  /** Flags that the edge's own code could not decide, with the reason; they answer with an error there. */
  readonly broken: readonly { readonly flagKey: string; readonly reason: string }[]
}

const compress = promisify(gzip)

/**
 * Encodes a ruleset and lets the edge's own code read it, so that what edges would refuse is noticed here.
 * A ruleset over a limit is refused: edges go on with the version before.
 */
export async function packRuleset(ruleset: Ruleset): Promise<ParseResult<PackedRuleset>> {
  const bytes = encodeRuleset(ruleset)
  const compiled = compileRuleset(bytes, { regex: re2Engine })
  if (!compiled.ok) return compiled
  const broken = compiled.value
    .allFlags()
    .flatMap((flag) => (flag.state === 'broken' ? [{ flagKey: flag.key, reason: flag.resolution.errorMessage }] : []))
  const compressed = await compress(bytes)
  const body = compressed.toString('base64')
  if (body.length > LIMITS.storedRulesetBytes) {
    return refused(`expected at most ${LIMITS.storedRulesetBytes} bytes when compressed, got ${body.length}`)
  }
  return parsed({ body, sha256: createHash('sha256').update(compressed).digest('hex'), bytes: bytes.length, broken })
}
