import { LIMITS } from '../../../../shared/contracts/limits.ts'

/** What was pasted, each id once. */
export interface ReadIds {
  readonly ids: readonly string[]
  /** How often an id came again. */
  readonly doubled: number
  readonly refused: readonly RefusedLine[]
}

export interface RefusedLine {
  /** From 1. */
  readonly line: number
  readonly why: 'empty' | 'long' | 'quotes'
}

/** What spreadsheets call such a column, in small letters and without what joins words. */
const HEADERS: ReadonlySet<string> = new Set(['id', 'ids', 'key', 'targetingkey', 'userid', 'customerid', 'email'])

/** Reads a list with one id a line, or the first column of a table whose columns a comma, a semicolon or a tab parts. */
export function readIds(text: string): ReadIds {
  const ids = new Set<string>()
  const refused: RefusedLine[] = []
  let doubled = 0
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue
    const id = firstField(line)
    if (index === 0 && id !== undefined && HEADERS.has(id.toLowerCase().replaceAll(/[\s_-]/g, ''))) continue
    const why = problemOf(id)
    if (why !== undefined) refused.push({ line: index + 1, why })
    else if (id !== undefined && ids.has(id)) doubled += 1
    else if (id !== undefined) ids.add(id)
  }
  return { ids: [...ids], doubled, refused }
}

/** @returns `undefined` when its quotes do not match */
function firstField(line: string): string | undefined {
  const trimmed = line.trim()
  if (!trimmed.startsWith('"')) {
    const field = (/^[^,;\t]*/.exec(trimmed)?.[0] ?? '').trim()
    return field.includes('"') ? undefined : field
  }
  const quoted = /^"((?:[^"]|"")*)"\s*(?:[,;\t]|$)/.exec(trimmed)
  return quoted?.[1]?.replaceAll('""', '"')
}

function problemOf(id: string | undefined): RefusedLine['why'] | undefined {
  if (id === undefined) return 'quotes'
  if (id === '') return 'empty'
  return id.length > LIMITS.targetingKeyLength ? 'long' : undefined
}
