import { type ParseResult, parsed } from '../../shared/contracts/parse-result.ts'
import { compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { re2Engine } from '../../shared/evaluation/re2-engine.ts'
import type { KeptFlag } from './kept-flags.ts'
import type { SegmentSection } from './kept-segments.ts'

export interface BrokenFlag {
  readonly flagKey: string
  readonly reason: string
}

export interface ToProve extends Pick<SegmentSection, 'stampSegments'> {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly flags: ReadonlyMap<number, KeptFlag>
}

/** A ruleset keeps each flag that it compiled, in many times the room that its bytes take. */
const FLAGS_PER_COMPILATION = 500

/**
 * Lets the edge's own code read a ruleset's bytes, so that what edges would refuse is noticed here. A flag that was
 * decided before with the same segments and needs no other flag is not compiled again: the same bytes compile to the
 * same.
 */
export function proveFlags({ bytes, flags, stampSegments }: ToProve): ParseResult<readonly BrokenFlag[]> {
  const compile = () => compileRuleset(bytes, { regex: re2Engine })
  let compiled = compile()
  let proved = 0
  const broken: BrokenFlag[] = []
  for (const kept of flags.values()) {
    const segments = stampSegments(kept.segmentKeys)
    if (kept.provenWith === segments) continue
    if (++proved % FLAGS_PER_COMPILATION === 0) compiled = compile()
    if (!compiled.ok) break
    const flag = compiled.value.flag(kept.encoded.key)
    if (flag?.state === 'broken') broken.push({ flagKey: flag.key, reason: flag.resolution.errorMessage })
    else kept.provenWith = kept.needsFlags ? undefined : segments
  }
  return compiled.ok ? parsed(broken) : compiled
}
