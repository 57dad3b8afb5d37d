import { describe, expect, it } from 'vitest'
import type { Flag } from '../../shared/contracts/flag.ts'
import { joinRuleset } from '../../shared/contracts/ruleset.ts'
import { type KeptFlag, encodeFlag, keepFlags } from './kept-flags.ts'
import { proveFlags } from './prove-flags.ts'

const FLAGS = 1_050
/** The first and the last, and both sides of where a compilation ends. */
const BROKEN = [0, 498, 499, 500, 999, 1_000, 1_049]

const keyOf = (number: number) => `flag-${String(number).padStart(4, '0')}`
const flagOf = (number: number): Flag => ({
  key: keyOf(number),
  type: 'boolean',
  variants: [{ name: 'on', value: true }],
  enabled: true,
  clientVisible: false,
  bucketing: { scheme: 'native', salt: 's' },
  rules: [],
  defaultServe: { variant: BROKEN.includes(number) ? 'none' : 'on' },
})

const prove = (flags: ReadonlyMap<number, KeptFlag>) => {
  const encoded = [...flags.values()].map((flag) => flag.encoded)
  const facts = {
    environment: 'a1b2c3d4e5f6',
    version: 1,
    settings: { events: { mode: 'off' }, userIds: 'pseudonym' },
  } as const
  const proved = proveFlags({
    bytes: joinRuleset(facts, { flags: encoded, segments: [] }),
    flags,
    stampSegments: () => '',
  })
  return proved.ok ? proved.value.map(({ flagKey }) => flagKey) : expect.unreachable()
}

describe('a ruleset of many flags', () => {
  const kept = keepFlags(
    new Map(),
    Array.from({ length: FLAGS }, (_, flagId) => ({ flagId, stamp: '1.1', made: encodeFlag(flagOf(flagId)) })),
  )
  it('is proved to its last flag, and again where a flag is broken', () => {
    expect(prove(kept)).toEqual(BROKEN.map(keyOf))
    expect(prove(kept)).toEqual(BROKEN.map(keyOf))
    expect([...kept.values()].filter(({ provenWith }) => provenWith === undefined)).toHaveLength(BROKEN.length)
  })
})
