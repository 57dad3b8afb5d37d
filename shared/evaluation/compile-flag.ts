import type { FailedResolution, Resolution } from '../contracts/evaluation.ts'
import type { Flag, Rule } from '../contracts/flag.ts'
import type { SchemeName } from '../contracts/scheme-name.ts'
import { TARGETING_KEY } from './bucket.ts'
import { type Compilation, EMPTY_WORLD, type World, compileEach, startCompilation } from './compilation.ts'
import { compileCondition } from './conditions.ts'
import type { ContextFunction, ContextTest } from './context-test.ts'
import { compileWindow } from './schedule.ts'
import { type Server, compileRollout, compileServe } from './serve.ts'

export type CompiledFlag = DecidableFlag | BrokenFlag

/** A flag as closures: made once, on its first use. */
export type DecidableFlag = SettledFlag | OpenFlag

/** Everybody gets the same, whoever they are: it is disabled, or has no rules and serves one variant. */
export interface SettledFlag extends FlagParts {
  readonly resolution: Resolution
}

/** What somebody gets depends on who they are, or when. */
export interface OpenFlag extends FlagParts {
  readonly resolution: undefined
}

interface FlagParts {
  readonly state: 'decidable'
  readonly key: string
  readonly clientVisible: boolean
  readonly scheme: SchemeName
  /** In order. */
  readonly rules: readonly CompiledRule[]
  readonly serveDefault: ContextFunction<Resolution>
  /** What one evaluation takes at most, in conditions that it looks at, in everything the flag needs. */
  readonly steps: number
  /** The longest chain of flags and segments it needs. */
  readonly depth: number
  /** Whether anything that it needs reads `geo`: where nothing does, nobody has to find out the place of a request. */
  readonly readsPlace: boolean
}

export interface CompiledRule {
  /** Whether its window is open and its condition holds. */
  readonly matches: ContextTest
  /** Serves those of the matching people whom the rollout takes; the others go on to the next rule. */
  readonly serve: Server
}

/** A flag this release cannot decide: it answers with its own error and never spoils its neighbours. */
export interface BrokenFlag {
  readonly state: 'broken'
  readonly key: string
  /** Its error, which everybody gets. */
  readonly resolution: FailedResolution
  readonly readsPlace: false
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
  const rules = compileEach(flag.rules, compilation, (rule) => compileRule(flag, rule, compilation))
  const serveDefault = compileDefault(flag, compilation)
  const { failure, steps, depth, readsPlace } = compilation
  if (failure !== undefined) return brokenFlag(flag.key, 'GENERAL', failure)
  return {
    state: 'decidable',
    key: flag.key,
    clientVisible: flag.clientVisible,
    scheme: flag.bucketing.scheme,
    resolution: settle(flag, serveDefault),
    rules,
    serveDefault,
    steps,
    depth,
    readsPlace,
  }
}

/** @param errorCode  `PARSE_ERROR` for what cannot be read, `GENERAL` for what was read and cannot be decided */
export function brokenFlag(key: string, errorCode: 'PARSE_ERROR' | 'GENERAL', errorMessage: string): BrokenFlag {
  return { state: 'broken', key, resolution: { reason: 'ERROR', errorCode, errorMessage }, readsPlace: false }
}

function compileRule(flag: Flag, rule: Rule, compilation: Compilation): CompiledRule {
  const { watch } = compilation.world
  const ruleId = rule.id
  const reason = rule.rollout === undefined ? 'TARGETING_MATCH' : 'SPLIT'
  const serve = compileServe(flag, rule.serve, { reason, ruleId, unplaced: unplacedByRule }, compilation)
  const roll =
    rule.rollout === undefined ? serve : compileRollout(flag, rule.rollout, serve, compilation, unplacedByRule)
  return {
    matches: watch(compileMatch(rule, compilation), (matches) => ({ step: 'rule', ruleId, matches })),
    serve: watch(roll, (resolution) => ({ step: 'serve', ruleId, served: resolution !== undefined })),
  }
}

function compileMatch({ window, if: condition }: Rule, compilation: Compilation): ContextTest {
  const test = condition === undefined ? () => true : compileCondition(condition, compilation)
  if (window === undefined) return test
  const isOpen = compilation.world.watch(compileWindow(window), (holds, _context, nowMs) => ({
    step: 'window',
    ...window,
    nowMs,
    holds,
  }))
  return (context, nowMs) => isOpen(context, nowMs) && test(context, nowMs)
}

/** Without a targeting key it is an error; without another attribute the rule is passed over. */
function unplacedByRule(by: string): FailedResolution | undefined {
  return by === TARGETING_KEY ? TARGETING_KEY_MISSING : undefined
}

function compileDefault(flag: Flag, compilation: Compilation): ContextFunction<Resolution> {
  const reason = flag.rules.length === 0 ? 'STATIC' : 'DEFAULT'
  return compileServe(flag, flag.defaultServe, { reason, unplaced: unplacedByDefault }, compilation)
}

function settle(flag: Flag, serveDefault: ContextFunction<Resolution>): Resolution | undefined {
  if (!flag.enabled) return disabledResolution(flag)
  return flag.rules.length === 0 && 'variant' in flag.defaultServe ? serveDefault({}, 0) : undefined
}

function disabledResolution(flag: Flag): Resolution {
  const off = flag.variants.find(({ name }) => name === flag.offVariant)
  return off === undefined ? { reason: 'DISABLED' } : { value: off.value, variant: off.name, reason: 'DISABLED' }
}

/** There is no next rule after the default. */
function unplacedByDefault(by: string): FailedResolution {
  if (by === TARGETING_KEY) return TARGETING_KEY_MISSING
  return {
    reason: 'ERROR',
    errorCode: 'INVALID_CONTEXT',
    errorMessage: `the default splits by ${by}, and the context has none that could be placed`,
  }
}
