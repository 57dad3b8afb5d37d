import { parseFlag } from '../contracts/flag.ts'
import { parseJson } from '../contracts/json.ts'
import { LIMITS } from '../contracts/limits.ts'
import { type ParseResult, describeProblems, parsed } from '../contracts/parse-result.ts'
import { type RulesetSettings, openRuleset } from '../contracts/ruleset.ts'
import { type CompiledFlag, brokenFlag, compileFlag } from './compile-flag.ts'

/** A ruleset ready to decide: each flag is parsed and compiled when it is first asked for, and kept. */
export interface CompiledRuleset {
  readonly environment: string
  readonly version: number
  readonly settings: RulesetSettings
  readonly flagKeys: readonly string[]
  /** `undefined` when the ruleset has no such flag. */
  readonly flag: (key: string) => CompiledFlag | undefined
}

/**
 * Opens a ruleset's wire form. Only its frame can be refused here; what is wrong with one flag is that flag's own error.
 * @param bytes  after decompression; kept, and not to be changed afterwards
 */
export function compileRuleset(bytes: Uint8Array<ArrayBuffer>): ParseResult<CompiledRuleset> {
  const opened = openRuleset(bytes)
  if (!opened.ok) return opened
  const { find, ...index } = opened.value
  const compiled = new Map<string, CompiledFlag>()
  const flag = (key: string): CompiledFlag | undefined => {
    const known = compiled.get(key)
    if (known !== undefined) return known
    const found = find(key)
    if (found === undefined) return undefined
    const made = found === 'duplicate' ? brokenFlag(key, 'the key stands twice in the ruleset') : readFlag(key, found)
    compiled.set(key, made)
    return made
  }
  return parsed({ ...index, flag })
}

function readFlag(key: string, bytes: Uint8Array<ArrayBuffer>): CompiledFlag {
  if (bytes.length > LIMITS.flagBytes) return brokenFlag(key, `more than ${LIMITS.flagBytes} bytes`)
  const json = parseJson(new TextDecoder().decode(bytes))
  if (!json.ok) return brokenFlag(key, describeProblems(json.problems))
  const flag = parseFlag(json.value)
  if (!flag.ok) return brokenFlag(key, describeProblems(flag.problems))
  if (flag.value.key !== key) return brokenFlag(key, 'stands under another key')
  return compileFlag(flag.value)
}
