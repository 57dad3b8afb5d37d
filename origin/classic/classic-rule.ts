import type { Condition } from '../../shared/contracts/condition.ts'
import type { Rollout, Rule, Serve } from '../../shared/contracts/flag.ts'
import type { ConfigurationPart, FlagPart } from '../targeting/assemble-flag.ts'
import type { StoredRule } from '../targeting/stored-rule.ts'

/** The seed's three ways of choosing people. */
export type ClassicRules =
  /** In percent, 0 … 100; decimals are kept to thousandths. */
  | { readonly type: 'PERCENTAGE'; readonly value: number }
  | { readonly type: 'USER_LIST'; readonly values: readonly string[] }
  | { readonly type: 'LOCATION'; readonly countries: readonly string[] }

/** The targeting of a flag in the seed's words: at most one rule. */
export type ClassicTargeting =
  | { readonly state: 'none' }
  | { readonly state: 'rule'; readonly rules: ClassicRules; readonly stored: StoredRule }
  | { readonly state: 'inexpressible' }

export const ON = 'on'
export const OFF = 'off'

const TARGETING_KEY = 'targetingKey'
const COUNTRY = 'geo.country'

/** Integer parts of a share (of 100 000) in one percent. */
const PARTS_PER_PERCENT = 1_000
/** Nearer to a whole number of parts than this is that number: 0.07 × 1 000 is 70.00000000000001. */
const FLOAT_ERROR = 1e-6

/** What the targeting of a flag is to the seed. */
export function readClassicTargeting(flag: FlagPart, configuration: ConfigurationPart): ClassicTargeting {
  const { rules, defaultServe, offVariant } = configuration
  if (!isOnOff(flag) || offVariant === ON || rules.length > 1) return { state: 'inexpressible' }
  const [stored] = rules
  if (stored === undefined) return serves(defaultServe, ON) ? { state: 'none' } : { state: 'inexpressible' }
  const classic = readRule(stored)
  const expectedDefault = stored.enabled ? OFF : ON
  if (classic === undefined || !serves(defaultServe, expectedDefault)) return { state: 'inexpressible' }
  if (classic.type === 'PERCENTAGE' && !placesAsTheSeed(flag)) return { state: 'inexpressible' }
  return { state: 'rule', rules: classic, stored }
}

/** Without a rule, and beside one that is switched off, everybody is served; beside one that is on, only its people. */
export function writeClassicTargeting(
  stored: StoredRule | undefined,
): Pick<ConfigurationPart, 'rules' | 'defaultServe'> {
  if (stored === undefined) return { rules: [], defaultServe: { variant: ON } }
  return { rules: [stored], defaultServe: { variant: stored.enabled ? OFF : ON } }
}

export function writeClassicRule(id: string, rules: ClassicRules): Rule {
  const serve = { variant: ON }
  switch (rules.type) {
    case 'PERCENTAGE':
      return { id, rollout: { share: shareOf(rules.value) }, serve }
    case 'USER_LIST':
      return { id, if: { attribute: TARGETING_KEY, operator: 'oneOf', values: rules.values }, serve }
    case 'LOCATION':
      return { id, if: { attribute: COUNTRY, operator: 'oneOf', values: rules.countries }, serve }
    default:
      return rules satisfies never
  }
}

/**
 * The share that takes exactly the buckets below `percent`. The seed's buckets are multiples of 1 000 parts, so that
 * rounding up keeps `bucket < value` for every value; a little more than a bucket's own edge takes that bucket too.
 */
function shareOf(percent: number): number {
  const parts = percent * PARTS_PER_PERCENT
  const nearest = Math.round(parts)
  const isPastBucket = nearest % PARTS_PER_PERCENT === 0 && parts > nearest
  return Math.abs(parts - nearest) < FLOAT_ERROR && !isPastBucket ? nearest : Math.ceil(parts)
}

/** A percentage means the seed's buckets: a flag that draws otherwise would give it to other people. */
function placesAsTheSeed({ key, scheme, salt }: FlagPart): boolean {
  return scheme === 'togglemaster-classic' && salt === key
}

function readRule({ window, if: condition, rollout, serve, group, holdout }: StoredRule): ClassicRules | undefined {
  if (window !== undefined || group !== undefined || holdout !== undefined || !serves(serve, ON)) return undefined
  if (condition !== undefined) return rollout === undefined ? readCondition(condition) : undefined
  return rollout === undefined ? undefined : readRollout(rollout)
}

function readRollout(rollout: Rollout): ClassicRules | undefined {
  if ('ramp' in rollout || rollout.salt !== undefined || (rollout.by ?? TARGETING_KEY) !== TARGETING_KEY) {
    return undefined
  }
  return { type: 'PERCENTAGE', value: rollout.share / PARTS_PER_PERCENT }
}

function readCondition(condition: Condition): ClassicRules | undefined {
  if (!('operator' in condition) || condition.operator !== 'oneOf') return undefined
  if (condition.negate === true || condition.ignoreCase === true) return undefined
  const texts = condition.values.filter((value) => typeof value === 'string')
  if (texts.length !== condition.values.length) return undefined
  if (condition.attribute === TARGETING_KEY) return { type: 'USER_LIST', values: texts }
  return condition.attribute === COUNTRY ? { type: 'LOCATION', countries: texts } : undefined
}

function serves(serve: Serve, variant: string): boolean {
  return 'variant' in serve && serve.variant === variant
}

function isOnOff({ type, variants }: FlagPart): boolean {
  const valueOf = (name: string) => variants.find((variant) => variant.name === name)?.value
  return type === 'boolean' && variants.length === 2 && valueOf(ON) === true && valueOf(OFF) === false
}
