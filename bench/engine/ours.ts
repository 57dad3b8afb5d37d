import type { Condition } from '../../shared/contracts/condition.ts'
import type { EvaluationContext, Resolution } from '../../shared/contracts/evaluation.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { describeProblems } from '../../shared/contracts/parse-result.ts'
import { type Ruleset, encodeRuleset } from '../../shared/contracts/ruleset.ts'
import { compileRuleset } from '../../shared/evaluation/compiled-ruleset.ts'
import { evaluateFlag } from '../../shared/evaluation/evaluate-flag.ts'
import {
  COUNTRIES,
  EMAIL_SUFFIX,
  MIN_SEATS,
  MIN_VERSION,
  PLAN,
  SEG,
  type User,
  VARIANTS,
  idx,
  k1,
  k2,
  k3,
  k4,
} from '../workloads.mjs'
import type { Engine, EngineResult, FlagKeys } from './engine.ts'

export const version = 'TOGGLEMASTER, this repository'

const WORKLOAD_KEYS: FlagKeys = {
  bool: idx.map(k1),
  targeting: idx.map(k2),
  rollout: idx.map(k3),
  variant: idx.map(k4),
}
/** A request's clock; none of the workload's flags looks at it. */
const NOW_MS = 1_800_000_000_000

interface FlagResolution {
  readonly key: string
  readonly resolution: Resolution
}

const on = { name: 'on', value: true }
const off = { name: 'off', value: false }
const named = (names: readonly string[]): Flag['variants'] => names.map((name) => ({ name, value: name }))

/** The five rules of w2, in order. */
const RULES: readonly Condition[] = [
  { attribute: 'country', operator: 'oneOf', values: COUNTRIES },
  { attribute: 'email', operator: 'endsWith', values: [EMAIL_SUFFIX] },
  { attribute: 'appVersion', operator: 'versionGreaterThanOrEqual', value: MIN_VERSION },
  { attribute: 'plan', operator: 'equals', value: PLAN },
  { attribute: 'seats', operator: 'greaterThan', value: MIN_SEATS },
]

export const document = (keys: FlagKeys): Uint8Array<ArrayBuffer> => encodeRuleset(rulesetOf(keys))

/** `document` is a header line and flags one behind the other, which `JSON.parse` does not take. */
export const plainDocument = (keys: FlagKeys): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(rulesetOf(keys)))

export const setup = (): Engine => open(document(WORKLOAD_KEYS))

export function open(bytes: Uint8Array<ArrayBuffer>): Engine {
  const ruleset = compileRuleset(bytes)
  if (!ruleset.ok) throw new Error(describeProblems(ruleset.problems))
  const { flag, allFlags } = ruleset.value
  const evaluate = (key: string, context: unknown): Resolution | undefined => {
    const compiled = flag(key)
    return compiled && evaluateFlag(compiled, context as EvaluationContext, NOW_MS)
  }
  return {
    ctx: (user: User): EvaluationContext => ({ targetingKey: user.id, ...user }),
    value: valueOf,
    w1: (context, i) => evaluate(k1(i), context),
    w1on: (context) => evaluate('bool-flag-0', context),
    w1off: (context) => evaluate('bool-flag-1', context),
    w2: (context) => evaluate('targeting-flag-0', context),
    w3: (context) => evaluate('rollout-flag-0', context),
    w4: (context) => evaluate('variant-flag-0', context),
    // As the bulk endpoint goes through its flags; it hands out a text where this hands out the resolution.
    w5: (context): readonly FlagResolution[] =>
      allFlags().map((compiled) => ({
        key: compiled.key,
        resolution: evaluateFlag(compiled, context as EvaluationContext, NOW_MS),
      })),
    get5: (resolutions, key) =>
      valueOf((resolutions as readonly FlagResolution[]).find((one) => one.key === key)?.resolution),
  }
}

function valueOf(result: EngineResult): unknown {
  const resolution = result as Resolution | undefined
  return resolution !== undefined && 'value' in resolution ? resolution.value : undefined
}

/** The workload's flags under these keys. */
export function rulesetOf(keys: FlagKeys): Ruleset {
  return {
    environment: 'benchmark000',
    version: 1,
    settings: { events: { mode: 'off' }, userIds: 'pseudonym' },
    flags: [
      ...keys.bool.map((key, i) => flagOf(key, { defaultServe: { variant: i % 2 === 0 ? 'on' : 'off' } })),
      ...keys.targeting.map(targetingFlag),
      ...keys.rollout.map((key) =>
        flagOf(key, {
          defaultServe: splitOf([
            ['on', 50],
            ['off', 50],
          ]),
        }),
      ),
      ...keys.variant.map(variantFlag),
    ],
    segments: [{ key: 'members', included: SEG, excluded: [], rules: [] }],
  }
}

function targetingFlag(key: string): Flag {
  const names = RULES.map((_, i) => `r${i + 1}`)
  return flagOf(key, {
    type: 'string',
    variants: named([...names, 'off']),
    rules: RULES.map((condition, i) => ({ id: `r${i + 1}`, if: condition, serve: { variant: `r${i + 1}` } })),
    defaultServe: { variant: 'off' },
  })
}

function variantFlag(key: string): Flag {
  return flagOf(key, {
    type: 'string',
    variants: named([...VARIANTS.map(([name]) => name), 'control']),
    rules: [{ id: 'members', if: { segment: 'members' }, serve: splitOf(VARIANTS) }],
    defaultServe: { variant: 'control' },
  })
}

function splitOf(shares: typeof VARIANTS): Flag['defaultServe'] {
  return { split: { weights: shares.map(([variant, percent]) => ({ variant, weight: percent * 1000 })) } }
}

function flagOf(key: string, more: Partial<Flag>): Flag {
  return {
    key,
    type: 'boolean',
    variants: [on, off],
    enabled: true,
    clientVisible: true,
    bucketing: { scheme: 'native', salt: key },
    rules: [],
    defaultServe: { variant: 'off' },
    ...more,
  }
}
