import type { FailedResolution, Resolution } from '../contracts/evaluation.ts'
import type { Flag, Rule } from '../contracts/flag.ts'
import type { SchemeName } from '../contracts/scheme-name.ts'
import { TARGETING_KEY } from './bucket.ts'
import { type Compilation, EMPTY_WORLD, type World, startCompilation } from './compilation.ts'
import { compileCondition } from './conditions.ts'
import type { ContextFunction, ContextTest } from './context-test.ts'
import { compileWindow } from './schedule.ts'
import { type ServedBy, type Server, compileRollout, compileServe } from './serve.ts'

export type CompiledFlag = DecidableFlag | BrokenFlag

/** A flag as closures: made once, on its first use. */
export interface DecidableFlag {
  readonly state: 'decidable'
  readonly key: string
  readonly clientVisible: boolean
  readonly scheme: SchemeName
  readonly enabled: boolean
  readonly whenDisabled: Resolution
  /** In order; each serves, or leaves the person to the next. */
  readonly rules: readonly Server[]
  readonly serveDefault: ContextFunction<Resolution>
  /** Conditions that one evaluation looks at, at most, in everything the flag needs. */
  readonly steps: number
  /** The longest chain of flags and segments it needs. */
  readonly depth: number
}

/** A flag this release cannot decide: it answers with its own error and never spoils its neighbours. */
export interface BrokenFlag {
  readonly state: 'broken'
  readonly key: string
  readonly resolution: FailedResolution
}

const TARGETING_KEY_MISSING: FailedResolution = {
  reason: 'ERROR',
  errorCode: 'TARGETING_KEY_MISSING',
  errorMessage: 'the flag places people by targetingKey, and the context has none',
}

/**
 * Turns a parsed flag into closures. What a parser accepted compiles, unless it needs something of its world that is
 * not there, goes in a circle, or would take too long to decide.
 */
export function compileFlag(flag: Flag, world: World = EMPTY_WORLD): CompiledFlag {
  const compilation = startCompilation(world)
  const rules = flag.rules.map((rule) => compileRule(flag, rule, compilation))
  const serveDefault = compileDefault(flag, compilation)
  const { failure, steps, depth } = compilation
  if (failure !== undefined) return brokenFlag(flag.key, 'GENERAL', failure)
  return {
    state: 'decidable',
    key: flag.key,
    clientVisible: flag.clientVisible,
    scheme: flag.bucketing.scheme,
    enabled: flag.enabled,
    whenDisabled: disabledResolution(flag),
    rules,
    serveDefault,
    steps,
    depth,
  }
}

/** @param errorCode  `PARSE_ERROR` for what cannot be read, `GENERAL` for what was read and cannot be decided */
export function brokenFlag(key: string, errorCode: 'PARSE_ERROR' | 'GENERAL', errorMessage: string): BrokenFlag {
  return { state: 'broken', key, resolution: { reason: 'ERROR', errorCode, errorMessage } }
}

/** A rule asks for its window, its condition and its rollout in this order, and then serves. */
function compileRule(flag: Flag, rule: Rule, compilation: Compilation): Server {
  const served: ServedBy = {
    reason: rule.rollout === undefined ? 'TARGETING_MATCH' : 'SPLIT',
    ruleId: rule.id,
    unplaced: (by) => (by === TARGETING_KEY ? TARGETING_KEY_MISSING : undefined),
  }
  const serve = compileServe(flag, rule.serve, served, compilation)
  const roll = rule.rollout === undefined ? serve : compileRollout(flag, rule.rollout, served, serve, compilation)
  const tests = [...compileWindowOf(rule, compilation), ...(rule.if ? [compileCondition(rule.if, compilation)] : [])]
  return compilation.world.watch(tests.reduceRight(guard, roll), (resolution) => ({
    step: 'rule',
    ruleId: rule.id,
    served: resolution !== undefined,
  }))
}

function guard(serve: Server, test: ContextTest): Server {
  return (context, nowMs) => (test(context, nowMs) ? serve(context, nowMs) : undefined)
}

function compileWindowOf({ window }: Rule, { world }: Compilation): readonly ContextTest[] {
  if (window === undefined) return []
  return [world.watch(compileWindow(window), (holds, _context, nowMs) => ({ step: 'window', ...window, nowMs, holds }))]
}

function compileDefault(flag: Flag, compilation: Compilation): ContextFunction<Resolution> {
  const unplaced = unplacedByDefault(flag)
  const served: ServedBy = { reason: flag.rules.length === 0 ? 'STATIC' : 'DEFAULT', unplaced: () => unplaced }
  const serve = compileServe(flag, flag.defaultServe, served, compilation)
  return (context, nowMs) => serve(context, nowMs) ?? unplaced
}

function disabledResolution(flag: Flag): Resolution {
  const off = flag.variants.find(({ name }) => name === flag.offVariant)
  return off === undefined ? { reason: 'DISABLED' } : { value: off.value, variant: off.name, reason: 'DISABLED' }
}

/** There is no next rule after the default. */
function unplacedByDefault(flag: Flag): FailedResolution {
  const by = 'split' in flag.defaultServe ? (flag.defaultServe.split.by ?? TARGETING_KEY) : TARGETING_KEY
  if (by === TARGETING_KEY) return TARGETING_KEY_MISSING
  return {
    reason: 'ERROR',
    errorCode: 'INVALID_CONTEXT',
    errorMessage: `the default splits by ${by}, and the context has none that could be placed`,
  }
}
