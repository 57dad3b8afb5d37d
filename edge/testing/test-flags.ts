import type { Flag } from '../../shared/contracts/flag.ts'

/** A boolean flag that is on for everybody, unless it is told otherwise. */
export function booleanFlag(key: string, changes: Partial<Flag> = {}): Flag {
  return {
    key,
    type: 'boolean',
    variants: [
      { name: 'on', value: true },
      { name: 'off', value: false },
    ],
    enabled: true,
    offVariant: 'off',
    clientVisible: true,
    bucketing: { scheme: 'native', salt: key },
    rules: [],
    defaultServe: { variant: 'on' },
    ...changes,
  }
}

/** A flag as the seed's routes make it: its share in percent, or everybody. */
export function classicFlag(key: string, percent?: number): Flag {
  const rollout = percent === undefined ? {} : { rollout: { share: percent * 1_000 } }
  return booleanFlag(key, {
    bucketing: { scheme: 'togglemaster-classic', salt: key },
    rules: percent === undefined ? [] : [{ id: 'r1', ...rollout, serve: { variant: 'on' } }],
    defaultServe: { variant: percent === undefined ? 'on' : 'off' },
  })
}

/** On where the request, or the context, says Brazil. */
export function brazilFlag(key: string): Flag {
  return booleanFlag(key, {
    rules: [{ id: 'br', if: { attribute: 'geo.country', operator: 'equals', value: 'BR' }, serve: { variant: 'on' } }],
    defaultServe: { variant: 'off' },
  })
}

export function textFlag(key: string, value: string, changes: Partial<Flag> = {}): Flag {
  const variants = [{ name: 'text', value }]
  return booleanFlag(key, {
    type: 'string',
    variants,
    offVariant: 'text',
    defaultServe: { variant: 'text' },
    ...changes,
  })
}
