import { describe, expect, it } from 'vitest'
import type { Condition } from '../../shared/contracts/condition.ts'
import type { Flag } from '../../shared/contracts/flag.ts'
import { packRuleset } from './pack-ruleset.ts'

const flagWith = (key: string, condition: Condition): Flag => ({
  key,
  type: 'boolean',
  variants: [{ name: 'on', value: true }],
  enabled: true,
  clientVisible: false,
  bucketing: { scheme: 'native', salt: 's' },
  rules: [{ id: 'r', if: condition, serve: { variant: 'on' } }],
  defaultServe: { variant: 'on' },
})

describe('packRuleset', () => {
  it('reads patterns as edges do: only those that are none are broken', async () => {
    const flags = [
      flagWith('good', { attribute: 'email', operator: 'matches', pattern: '@acme\\.com$' }),
      flagWith('bad', { attribute: 'email', operator: 'matches', pattern: '(' }),
      flagWith('needy', { flag: 'bad', variants: ['on'] }),
    ]
    const settings = { events: { mode: 'off' }, userIds: 'pseudonym' } as const
    const packed = await packRuleset({ environment: 'abcdefghijkl', version: 1, settings, flags })
    if (!packed.ok) throw new Error('expected a ruleset')
    expect(packed.value.broken.map(({ flagKey }) => flagKey)).toEqual(['bad', 'needy'])
    expect(packed.value.broken[0]?.reason).toContain('missing closing )')
  })
})
