import type { ConfigurationPart } from '../targeting/assemble-flag.ts'

/** What two environments can have alike of a configuration: not its version, nor when its rules were made. */
export function comparedPart({ enabled, offVariant, rules, defaultServe }: ConfigurationPart): object {
  return {
    enabled,
    offVariant,
    rules: rules.map(({ createdAtMs: _createdAtMs, updatedAtMs: _updatedAtMs, ...rule }) => rule),
    defaultServe,
  }
}
