import { describe, expect, it } from 'vitest'
import { sampleFlag } from '../conformance/sample-flag.ts'
import type { Flag, Rollout } from '../contracts/flag.ts'
import { formatPath } from '../contracts/parse-result.ts'
import { placesThatMovePeople } from './moved-people.ts'

const weights = [
  { variant: 'on', weight: 40_000 },
  { variant: 'off', weight: 60_000 },
]
const flagOf = (rollout: Rollout, changes: Partial<Flag> = {}) =>
  sampleFlag({ rules: [{ id: 'r', rollout, serve: { split: { weights } } }], ...changes })
const BEFORE = flagOf({ share: 1 })
const placesOf = (after: Flag) => placesThatMovePeople(BEFORE, after).map(({ path }) => formatPath(path))

/** `BEFORE`, with what it leaves to defaults written out. */
const spelled = (changes: Partial<Flag> = {}) =>
  sampleFlag({
    rules: [
      {
        id: 'r',
        rollout: { share: 1, by: 'targetingKey', salt: 'checkout' },
        serve: { split: { by: 'targetingKey', salt: 'checkout.split', weights } },
      },
    ],
    ...changes,
  })

describe('placesThatMovePeople', () => {
  it('finds none in a renamed, reordered or copied flag, nor in a greater share', () => {
    const [rule] = BEFORE.rules
    if (rule === undefined) throw new Error('expected a rule')
    expect(placesOf({ ...BEFORE, key: 'renamed' })).toEqual([])
    expect(placesOf({ ...BEFORE, rules: [{ id: 'new', serve: { variant: 'on' } }, rule] })).toEqual([])
    expect(placesOf(flagOf({ share: 99_999 }))).toEqual([])
  })

  it('finds none where a default is spelled out, or left to itself again', () => {
    expect(placesOf(spelled())).toEqual([])
    expect(placesThatMovePeople(spelled(), BEFORE)).toEqual([])
    const other = { bucketing: { scheme: 'native', salt: 'other' } } as const
    expect(placesThatMovePeople(spelled(), spelled(other))).toEqual([])
    expect(placesThatMovePeople(spelled(other), flagOf({ share: 1 })).map(({ path }) => formatPath(path))).toEqual([])
  })

  it('finds none in a flag that draws nobody', () => {
    const bucketing = { scheme: 'togglemaster-classic', salt: 'other' } as const
    expect(placesThatMovePeople(sampleFlag(), sampleFlag({ bucketing }))).toEqual([])
    expect(placesThatMovePeople(sampleFlag(), flagOf({ share: 1 }, { bucketing }))).toEqual([])
  })

  it('finds what a default becomes, and what becomes of it', () => {
    const own = flagOf({ share: 1, salt: 'own', by: 'team' })
    const place = ['rules', 0, 'rollout']
    expect(placesThatMovePeople(BEFORE, own)).toEqual([
      { path: [...place, 'salt'], message: 'people will move: checkout becomes own' },
      { path: [...place, 'by'], message: 'people will move: targetingKey becomes team' },
    ])
    expect(placesThatMovePeople(own, BEFORE)).toEqual([
      { path: [...place, 'salt'], message: 'people will move: own becomes checkout' },
      { path: [...place, 'by'], message: 'people will move: team becomes targetingKey' },
    ])
  })

  it.each<readonly [Flag, string]>([
    [flagOf({ share: 1 }, { bucketing: { scheme: 'native', salt: 'other' } }), 'bucketing.salt'],
    [flagOf({ share: 1 }, { bucketing: { scheme: 'togglemaster-classic', salt: 'checkout' } }), 'bucketing.scheme'],
    [flagOf({ share: 1, salt: 'checkout' }, { bucketing: { scheme: 'native', salt: 'other' } }), 'bucketing.salt'],
    [
      sampleFlag({ rules: [{ id: 'r', rollout: { share: 1 }, serve: { split: { salt: 'own', weights } } }] }),
      'rules[0].serve.split.salt',
    ],
    [flagOf({ share: 1, salt: 'own' }), 'rules[0].rollout.salt'],
    [flagOf({ share: 1, by: 'team' }), 'rules[0].rollout.by'],
    [
      sampleFlag({ rules: [{ id: 'r', rollout: { share: 1 }, serve: { split: { weights: weights.toReversed() } } }] }),
      'rules[0].serve.split.weights',
    ],
    [
      sampleFlag({ rules: [{ id: 'r', rollout: { share: 1 }, serve: { split: { by: 'team', weights } } }] }),
      'rules[0].serve.split.by',
    ],
  ])('finds the place (%#)', (after, place) => {
    expect(placesOf(after)).toEqual([place])
  })
})
