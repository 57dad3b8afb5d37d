import type { ParseResult } from '../contracts/parse-result.ts'

/**
 * Compiles regular expressions that match in linear time. Injected, since it is large: an edge loads one only for a
 * ruleset that says `usesPatterns`.
 * @returns a test that looks for the pattern anywhere in a text; or why the pattern is refused
 */
export type RegexEngine = (pattern: string, ignoreCase: boolean) => ParseResult<(text: string) => boolean>
