import type { Flag } from '../contracts/flag.ts'

/**
 * A boolean flag that parses, for tests to vary: two variants, enabled, no rules, `on` for everybody.
 * @param changes  replaces whole properties
 */
export function sampleFlag(changes: Partial<Flag> = {}): Flag {
  return {
    key: 'checkout',
    type: 'boolean',
    variants: [
      { name: 'on', value: true },
      { name: 'off', value: false },
    ],
    enabled: true,
    clientVisible: true,
    bucketing: { scheme: 'native', salt: 'checkout' },
    rules: [],
    defaultServe: { variant: 'on' },
    ...changes,
  }
}
