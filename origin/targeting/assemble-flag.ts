import type { Flag, Rule } from '../../shared/contracts/flag.ts'
import type { configurations } from '../db/schema/configurations.ts'
import type { flags } from '../db/schema/flags.ts'
import { conditionOfRule } from './rule-condition.ts'
import type { StoredRule } from './stored-rule.ts'

/** What a flag is in every environment, as far as edges need it. */
export type FlagPart = Pick<
  typeof flags.$inferSelect,
  'key' | 'type' | 'variants' | 'clientVisible' | 'scheme' | 'salt'
>

/** What it does in one of them. */
export type ConfigurationPart = Pick<
  typeof configurations.$inferSelect,
  'enabled' | 'offVariant' | 'rules' | 'defaultServe'
>

/**
 * Makes the flag that edges decide by out of its two rows. Rules that are switched off stay behind, and so does what
 * only people look at. The one place where rows become a wire flag: what is validated is what is published.
 */
export function assembleFlag(flag: FlagPart, configuration: ConfigurationPart): Flag {
  return assembleWith(flag, configuration, configuration.rules.filter((rule) => rule.enabled).map(wireRule))
}

/**
 * The same with every rule in its place, also those that are switched off: for validation, so that a rule can be
 * switched on later without a surprise, and so that a problem's path counts the rules as the caller sent them.
 */
export function assembleFlagWithAllRules(flag: FlagPart, configuration: ConfigurationPart): Flag {
  return assembleWith(flag, configuration, configuration.rules.map(wireRule))
}

/** The same, each rule only as people wrote it: without what its groups add to its condition. */
export function assembleFlagAsWritten(flag: FlagPart, configuration: ConfigurationPart): Flag {
  return assembleWith(flag, configuration, configuration.rules.map(writtenRule))
}

function assembleWith(flag: FlagPart, configuration: ConfigurationPart, rules: readonly Rule[]): Flag {
  return {
    key: flag.key,
    type: flag.type,
    variants: flag.variants,
    enabled: configuration.enabled,
    ...(configuration.offVariant === null ? {} : { offVariant: configuration.offVariant }),
    clientVisible: flag.clientVisible,
    bucketing: { scheme: flag.scheme, salt: flag.salt },
    rules,
    defaultServe: configuration.defaultServe,
  }
}

function wireRule(stored: StoredRule): Rule {
  const condition = conditionOfRule(stored)
  return { ...writtenRule(stored), ...(condition === undefined ? {} : { if: condition }) }
}

function writtenRule(stored: StoredRule): Rule {
  const { enabled: _enabled, createdAtMs: _createdAtMs, updatedAtMs: _updatedAtMs, ...rest } = stored
  const { group: _group, holdout: _holdout, ...rule } = rest
  return rule
}
