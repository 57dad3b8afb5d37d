/** Where a text stops being JSON, both counted from 1. */
export interface JsonFault {
  readonly line: number
  readonly column: number
}

type Expected = 'value' | 'item or end' | 'name or end' | 'name' | 'colon' | 'comma or end' | 'nothing'

const SPACE = /[ \t\n\r]*/y
const TEXT = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/uy
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[Ee][+-]?\d+)?|true|false|null/y

/**
 * Browsers word what `JSON.parse` throws each in their own way, some without a place.
 * @returns `undefined` for a text that is JSON
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = endOf(SPACE, text, 0) ?? 0
  while (expected !== 'nothing' || at < text.length) {
    const end = tokenEnd(text, at)
    const next: Expected | undefined = end === undefined ? undefined : expectedAfter(text.charAt(at), expected, open)
    if (end === undefined || next === undefined) return placeOf(text, at)
    expected = next
    at = endOf(SPACE, text, end) ?? end
  }
  return undefined
}

function tokenEnd(text: string, at: number): number | undefined {
  if (at < text.length && '{}[],:'.includes(text.charAt(at))) return at + 1
  return endOf(text.charAt(at) === '"' ? TEXT : SCALAR, text, at)
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

/** What may follow a token, known by its first letter; `undefined` where it may not stand. */
function expectedAfter(first: string, expected: Expected, open: string[]): Expected | undefined {
  if (expected === 'colon') return first === ':' ? 'value' : undefined
  if (expected === 'name' || expected === 'name or end') {
    if (first === '"') return 'colon'
    return expected === 'name or end' && first === '}' ? close(open) : undefined
  }
  if (expected === 'comma or end') {
    const isObject = open.at(-1) === '{'
    if (first === ',') return isObject ? 'name' : 'value'
    return first === (isObject ? '}' : ']') ? close(open) : undefined
  }
  if (expected === 'item or end' && first === ']') return close(open)
  return expected === 'nothing' ? undefined : afterValue(first, open)
}

function afterValue(first: string, open: string[]): Expected | undefined {
  if ('}],:'.includes(first)) return undefined
  if (first !== '{' && first !== '[') return behindValue(open)
  open.push(first)
  return first === '{' ? 'name or end' : 'item or end'
}

function close(open: string[]): Expected {
  open.pop()
  return behindValue(open)
}

function behindValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : 'comma or end'
}

function placeOf(text: string, at: number): JsonFault {
  const lines = text.slice(0, at).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
