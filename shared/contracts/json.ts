import { LIMITS } from './limits.ts'
import { type ParseResult, parsed, refused } from './parse-result.ts'

export type JsonScalar = string | number | boolean | null
export type JsonValue = JsonScalar | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonValue
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Whether a value is one that JSON can hold, nested no deeper than `LIMITS.jsonDepth`. Looks and does not copy: a copy
 * by schema drops `__proto__`, which is a name like any other.
 */
export function isJsonValue(value: unknown): value is JsonValue {
  return isJsonWithin(value, LIMITS.jsonDepth)
}

function isJsonWithin(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) {
    return value === null || typeof value === 'string' || typeof value === 'boolean'
  }
  if (depth === 0) return false
  if (Array.isArray(value)) return value.every((item) => isJsonWithin(item, depth - 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return false
  return Object.values(value).every((item) => isJsonWithin(item, depth - 1))
}

/**
 * Parses JSON text whose nesting was measured first: `JSON.parse` takes a depth of a million, and what walks the
 * result afterwards would throw.
 * @param text  the caller has bounded its length already
 * @param maxDepth  levels of arrays and objects; `Infinity` for a result that nothing walks through, and saves the look
 */
export function parseJson(text: string, maxDepth: number = LIMITS.jsonDepth): ParseResult<JsonValue> {
  if (maxDepth < Number.POSITIVE_INFINITY && exceedsDepth(text, maxDepth))
    return refused(`nested deeper than ${maxDepth} levels`)
  try {
    return parsed(JSON.parse(text) as JsonValue)
  } catch {
    return refused('not valid JSON')
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

function exceedsDepth(text: string, maxDepth: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (inString) {
      if (unit === BACKSLASH) i++
      else if (unit === QUOTE) inString = false
    } else if (unit === QUOTE) inString = true
    else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      if (++depth > maxDepth) return true
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) depth--
  }
  return false
}
