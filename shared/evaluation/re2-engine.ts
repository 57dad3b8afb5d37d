import { RE2JS } from 're2js'
import { LIMITS } from '../contracts/limits.ts'
import { parsed, refused } from '../contracts/parse-result.ts'
import type { RegexEngine } from './regex-engine.ts'

/**
 * RE2 (linear time, no backtracking, no look-around). What is refused when a flag is published is refused in the same
 * words when an edge compiles it.
 */
export const re2Engine: RegexEngine = (pattern, ignoreCase) => {
  try {
    const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
    const instructions = compiled.programSize()
    if (instructions > LIMITS.patternInstructions) {
      return refused(`expected a pattern of at most ${LIMITS.patternInstructions} instructions, got ${instructions}`)
    }
    return parsed({ matches: (text) => compiled.test(text), instructions })
  } catch (error) {
    return refused(error instanceof Error ? error.message : 'not a regular expression')
  }
}
