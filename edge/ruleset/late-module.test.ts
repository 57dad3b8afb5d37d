import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const STATIC_IMPORT = /^(?:import|export) (?!type )[^'"]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm

/** Every file of ours that is evaluated when the Worker starts. */
function evaluatedAtStart(entry: URL, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(entry.href) || !existsSync(entry)) return found
  found.add(entry.href)
  const source = readFileSync(fileURLToPath(entry), 'utf8')
  for (const [, named, bare] of source.matchAll(STATIC_IMPORT))
    evaluatedAtStart(new URL(named ?? bare ?? '', entry), found)
  return found
}

describe('the engine for regular expressions', () => {
  it('is not evaluated when the Worker starts, nor anything else that is only loaded for some rulesets', () => {
    const evaluated = evaluatedAtStart(new URL('../main.ts', import.meta.url))
    expect(evaluated).toContain(new URL('decode-body.ts', import.meta.url).href)
    expect(evaluated).toContain(new URL('../../shared/evaluation/operators/text.ts', import.meta.url).href)
    expect(evaluated).not.toContain(new URL('../../shared/evaluation/re2-engine.ts', import.meta.url).href)
  })
})
