import { LIMITS } from '../contracts/limits.ts'
import type { ParseResult } from '../contracts/parse-result.ts'

/**
 * Compiles regular expressions that match in linear time. Injected, since it is large: an edge loads one only for a
 * ruleset that says `usesPatterns`.
 * @returns the compiled pattern, or why it is refused
 */
export type RegexEngine = (pattern: string, ignoreCase: boolean) => ParseResult<CompiledPattern>

export interface CompiledPattern {
  /** Whether it is found anywhere in a text. */
  readonly matches: (text: string) => boolean
  /** Instructions of its program, each of which a match may come by once for every code unit of the text. */
  readonly instructions: number
}

/**
 * What a pattern takes of an evaluation's steps: as many as its worst match can take, on the longest text that is
 * matched.
 * @returns an integer of at least 1
 */
export function stepsOfPattern({ instructions }: CompiledPattern): number {
  return Math.ceil((instructions * LIMITS.matchedTextLength) / LIMITS.patternWorkPerStep)
}
