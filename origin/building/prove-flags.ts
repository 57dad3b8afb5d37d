import { type ParseResult, parsed } from '../../shared/contracts/parse-result.ts'
import { compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'
import type { KeptFlag } from './kept-flags.ts'

export interface BrokenFlag {
  readonly flagKey: string
  readonly reason: string
}

/**
 * Lets the edge's own code read a ruleset's bytes, so that what edges would refuse is noticed here. A flag that was
 * decided before and needs no other one is not compiled again: the same bytes compile to the same.
 */
export function proveFlags(
  bytes: Uint8Array<ArrayBuffer>,
  flags: ReadonlyMap<number, KeptFlag>,
): ParseResult<readonly BrokenFlag[]> {
  const compiled = compileRuleset(bytes, { regex: re2Engine })
  if (!compiled.ok) return compiled
  const broken: BrokenFlag[] = []
  for (const kept of flags.values()) {
    if (kept.isProven) continue
    const flag = compiled.value.flag(kept.encoded.key)
    if (flag?.state === 'broken') broken.push({ flagKey: flag.key, reason: flag.resolution.errorMessage })
    else kept.isProven = !kept.needsOthers
  }
  return parsed(broken)
}
