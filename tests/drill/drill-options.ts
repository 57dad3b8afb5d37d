import { type ParseResult, parsed } from '../../shared/contracts/parse-result.ts'

export interface DrillOptions {
  readonly names: readonly string[]
  readonly isQuick: boolean
}

/** Reads `[--quick] [F3 F9 …]`: all drills where none is named. */
export function readDrillOptions(words: readonly string[], known: readonly string[]): ParseResult<DrillOptions> {
  const named = words.filter((word) => word !== '--quick').map((word) => word.toUpperCase())
  const unknown = named.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const message = `expected --quick or names among ${known.join(', ')}, got ${unknown.join(', ')}`
    return { ok: false, problems: [{ path: [], message }] }
  }
  return parsed({ names: named.length === 0 ? known : named, isQuick: words.includes('--quick') })
}
