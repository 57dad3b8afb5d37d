import type { FailedResolution, Resolution } from '../contracts/evaluation.ts'
import type { Flag, Rollout, Rule, SchemeName } from '../contracts/flag.ts'
import { type Bucketer, TARGETING_KEY, compileBucketer } from './bucket.ts'
import { type ContextTest, compileCondition } from './conditions.ts'
import { type Server, compileServe } from './serve.ts'

export type CompiledFlag = DecidableFlag | BrokenFlag

/** A flag as closures: made once, on its first use. */
export interface DecidableFlag {
  readonly state: 'decidable'
  readonly key: string
  readonly clientVisible: boolean
  readonly scheme: SchemeName
  readonly enabled: boolean
  readonly whenDisabled: Resolution
  readonly rules: readonly CompiledRule[]
  readonly serveDefault: Server
  /** When the default's split goes by an attribute that is missing. */
  readonly whenDefaultUnplaced: FailedResolution
}

/** A flag this release cannot decide: it answers with its own error and never spoils its neighbours. */
export interface BrokenFlag {
  readonly state: 'broken'
  readonly key: string
  readonly resolution: FailedResolution
}

export interface CompiledRule {
  readonly matches: ContextTest
  readonly rollout: CompiledRollout | undefined
  readonly serve: Server
  /** Set when the rule's split goes by the targeting key, whose absence is an error and not a mismatch. */
  readonly needsTargetingKey: boolean
}

export interface CompiledRollout {
  readonly bucketOf: Bucketer
  readonly share: number
  readonly needsTargetingKey: boolean
}

export const TARGETING_KEY_MISSING: FailedResolution = {
  reason: 'ERROR',
  errorCode: 'TARGETING_KEY_MISSING',
  errorMessage: 'the flag places people by targetingKey, and the context has none',
}

/** Turns a parsed flag into closures. Total: what a parser accepted always compiles. */
export function compileFlag(flag: Flag): DecidableFlag {
  return {
    state: 'decidable',
    key: flag.key,
    clientVisible: flag.clientVisible,
    scheme: flag.bucketing.scheme,
    enabled: flag.enabled,
    whenDisabled: disabledResolution(flag),
    rules: flag.rules.map((rule) => compileRule(flag, rule)),
    serveDefault: compileServe(flag, flag.defaultServe, { reason: flag.rules.length === 0 ? 'STATIC' : 'DEFAULT' }),
    whenDefaultUnplaced: unplacedResolution(flag),
  }
}

export function brokenFlag(key: string, errorMessage: string): BrokenFlag {
  return { state: 'broken', key, resolution: { reason: 'ERROR', errorCode: 'PARSE_ERROR', errorMessage } }
}

function compileRule(flag: Flag, rule: Rule): CompiledRule {
  return {
    matches: rule.if === undefined ? () => true : compileCondition(rule.if),
    rollout: rule.rollout === undefined ? undefined : compileRollout(flag, rule.rollout),
    serve: compileServe(flag, rule.serve, {
      reason: rule.rollout === undefined ? 'TARGETING_MATCH' : 'SPLIT',
      ruleId: rule.id,
    }),
    needsTargetingKey: 'split' in rule.serve && (rule.serve.split.by ?? TARGETING_KEY) === TARGETING_KEY,
  }
}

function compileRollout(flag: Flag, rollout: Rollout): CompiledRollout {
  const by = rollout.by ?? TARGETING_KEY
  const salt = rollout.salt ?? flag.bucketing.salt
  return {
    bucketOf: compileBucketer({ scheme: flag.bucketing.scheme, salt }, by),
    share: rollout.share,
    needsTargetingKey: by === TARGETING_KEY,
  }
}

function disabledResolution(flag: Flag): Resolution {
  const off = flag.variants.find(({ name }) => name === flag.offVariant)
  return off === undefined ? { reason: 'DISABLED' } : { value: off.value, variant: off.name, reason: 'DISABLED' }
}

function unplacedResolution(flag: Flag): FailedResolution {
  const by = 'split' in flag.defaultServe ? (flag.defaultServe.split.by ?? TARGETING_KEY) : TARGETING_KEY
  if (by === TARGETING_KEY) return TARGETING_KEY_MISSING
  return {
    reason: 'ERROR',
    errorCode: 'INVALID_CONTEXT',
    errorMessage: `the default splits by ${by}, and the context has none that could be placed`,
  }
}
