import { type Flag, parseFlag } from '../contracts/flag.ts'
import { parseJson } from '../contracts/json.ts'
import { LIMITS } from '../contracts/limits.ts'
import { type ParseResult, describeProblems, parsed, refused } from '../contracts/parse-result.ts'
import { type RulesetIndex, openRuleset } from '../contracts/ruleset.ts'
import { type Segment, parseSegment } from '../contracts/segment.ts'
import type { Watch, World } from './compilation.ts'
import { type CompiledFlag, brokenFlag, compileFlag } from './compile-flag.ts'
import { type CompiledSegment, compileSegment } from './compile-segment.ts'
import type { RegexEngine } from './regex-engine.ts'
import { createResolver } from './resolver.ts'

/** A ruleset ready to decide: each flag is parsed and compiled when it is first asked for, and kept. */
export interface CompiledRuleset extends Omit<RulesetIndex, 'find' | 'findSegment'> {
  /** `undefined` when the ruleset has no such flag. */
  readonly flag: (key: string) => CompiledFlag | undefined
  /** Every flag, in the order of `flagKeys`; compiles what has not been asked for yet. */
  readonly allFlags: () => readonly CompiledFlag[]
  /** How many bytes of it have been compiled and kept, as JSON: what they take in memory is a multiple of that. */
  readonly compiledBytes: () => number
  /** The same flags compiled anew, by the same code, with an observer around every step. */
  readonly watched: (watch: Watch) => (key: string) => CompiledFlag | undefined
}

export interface CompileOptions {
  /** Needed when the ruleset says `usesPatterns`; without it, flags with a regular expression are broken. */
  readonly regex?: RegexEngine
}

/**
 * Opens a ruleset's wire form. Only its frame can be refused here; what is wrong with one flag is that flag's own error.
 * @param bytes  after decompression; kept, and not to be changed afterwards
 */
export function compileRuleset(
  bytes: Uint8Array<ArrayBuffer>,
  options: CompileOptions = {},
): ParseResult<CompiledRuleset> {
  const opened = openRuleset(bytes)
  if (!opened.ok) return opened
  const { environment, version, settings, flagKeys, usesPatterns } = opened.value
  const compile = (watch: Watch) => compileLazily(opened.value, options.regex, watch)
  const { flag, compiledBytes } = compile((run) => run)
  const watched = (watch: Watch) => compile(watch).flag
  let all: readonly CompiledFlag[] | undefined
  const allFlags = () => (all ??= flagKeys.map(flag).filter((compiled) => compiled !== undefined))
  return parsed({ environment, version, settings, flagKeys, usesPatterns, flag, allFlags, compiledBytes, watched })
}

/** Flags and segments refer to each other, so each is looked up through the same world that it is compiled in. */
function compileLazily(index: RulesetIndex, regex: RegexEngine | undefined, watch: Watch) {
  let compiledBytes = 0
  const resolve = createResolver((bytes) => {
    compiledBytes += bytes.length
  })
  const flag = resolve<CompiledFlag>('flag', index.find, {
    make: (key, bytes) => {
      const read = readFlag(key, bytes)
      return read.ok ? compileFlag(read.value, world) : brokenFlag(key, 'PARSE_ERROR', describeProblems(read.problems))
    },
    broken: (key, reason) => brokenFlag(key, 'GENERAL', reason),
  })
  const segment = resolve<CompiledSegment>('segment', index.findSegment, {
    make: (key, bytes) => {
      const read = readSegment(key, bytes)
      return read.ok ? compileSegment(read.value, world) : { state: 'broken', reason: describeProblems(read.problems) }
    },
    broken: (_key, reason) => ({ state: 'broken', reason }),
  })
  const world: World = { flag, segment, regex, watch }
  return { flag, compiledBytes: () => compiledBytes }
}

type Bytes = Uint8Array<ArrayBuffer> | 'duplicate'

function readFlag(key: string, bytes: Bytes): ParseResult<Flag> {
  return readItem(key, bytes, LIMITS.flagBytes, parseFlag)
}

function readSegment(key: string, bytes: Bytes): ParseResult<Segment> {
  return readItem(key, bytes, LIMITS.segmentBytes, parseSegment)
}

function readItem<Item extends { readonly key: string }>(
  key: string,
  bytes: Bytes,
  mostBytes: number,
  parse: (input: unknown) => ParseResult<Item>,
): ParseResult<Item> {
  if (bytes === 'duplicate') return refused('the key stands twice in the ruleset')
  if (bytes.length > mostBytes) return refused(`more than ${mostBytes} bytes`)
  const json = parseJson(new TextDecoder().decode(bytes))
  if (!json.ok) return json
  const item = parse(json.value)
  return item.ok && item.value.key !== key ? refused('stands under another key') : item
}
