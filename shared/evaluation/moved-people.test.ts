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

describe('placesThatMovePeople', () => {
  it('finds none in a renamed, reordered or copied flag, nor in a greater share', () => {
    const [rule] = BEFORE.rules
    if (rule === undefined) throw new Error('expected a rule')
    expect(placesOf({ ...BEFORE, key: 'renamed' })).toEqual([])
    expect(placesOf({ ...BEFORE, rules: [{ id: 'new', serve: { variant: 'on' } }, rule] })).toEqual([])
    expect(placesOf(flagOf({ share: 99_999 }))).toEqual([])
  })

  it.each<readonly [Flag, string]>([
    [flagOf({ share: 1 }, { bucketing: { scheme: 'native', salt: 'other' } }), 'bucketing.salt'],
    [flagOf({ share: 1 }, { bucketing: { scheme: 'togglemaster-classic', salt: 'checkout' } }), 'bucketing.scheme'],
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
