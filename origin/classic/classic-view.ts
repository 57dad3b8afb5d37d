import type { FlagRow } from '../flags/flag-repository.ts'
import type { ConfigurationRow } from '../targeting/configuration-repository.ts'
import type { StoredRule } from '../targeting/stored-rule.ts'
import type { ClassicRules } from './classic-rule.ts'

/** A flag as the seed showed it. It knew one row for what are two here: the later change counts. */
export function classicFlagView(flag: FlagRow, configuration: ConfigurationRow) {
  return {
    id: flag.id,
    name: flag.key,
    description: flag.description,
    is_enabled: configuration.enabled,
    created_at: seedTime(flag.createdAtMs),
    updated_at: seedTime(Math.max(flag.updatedAtMs, configuration.updatedAtMs)),
  }
}

/** A flag's rule as the seed showed it; there is one configuration for at most one rule, and its id is the rule's. */
export function classicRuleView(flagKey: string, id: number, rule: { rules: ClassicRules; stored: StoredRule }) {
  return {
    id,
    flag_name: flagKey,
    is_enabled: rule.stored.enabled,
    rules: rule.rules,
    created_at: seedTime(rule.stored.createdAtMs),
    updated_at: seedTime(rule.stored.updatedAtMs),
  }
}

/** `Tue, 24 Nov 2026 02:34:14 GMT`. */
function seedTime(atMs: number): string {
  return new Date(atMs).toUTCString()
}
