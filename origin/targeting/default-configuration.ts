import type { FlagPart, ConfigurationPart } from './assemble-flag.ts'

/**
 * What a new flag does: nothing, until somebody enables it. Then the first variant is served; of a boolean flag the
 * true one, and the false one while it is disabled.
 */
export function defaultConfiguration({ type, variants }: Pick<FlagPart, 'type' | 'variants'>): ConfigurationPart {
  const nameOf = (value: boolean) => variants.find((variant) => variant.value === value)?.name
  const first = variants[0]?.name ?? ''
  const served = type === 'boolean' ? (nameOf(true) ?? first) : first
  const offVariant = type === 'boolean' ? (nameOf(false) ?? null) : null
  return { enabled: false, offVariant, rules: [], defaultServe: { variant: served } }
}
