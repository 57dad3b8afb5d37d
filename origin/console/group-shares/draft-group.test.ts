import { describe, expect, it } from 'vitest'
import type { GroupView } from '../api/use-choices.ts'
import { changesOfGroup, draftOfGroup, groupOf, hasOtherShares } from './draft-group.ts'

const TIME = '2026-11-24T00:00:00.000Z'
const COMMON = { description: null, salt: 's', by: null, version: 1, createdAt: TIME, updatedAt: TIME }
const CHECKOUT: GroupView = {
  ...COMMON,
  kind: 'exclusion',
  key: 'checkout',
  name: 'Checkout',
  slots: [
    { key: 'a', share: 50_000, ranges: [{ from: 0, to: 50_000 }] },
    { key: 'b', share: 30_000, ranges: [{ from: 50_000, to: 80_000 }] },
  ],
  share: 80_000,
}
const HOLDOUT: GroupView = {
  ...COMMON,
  kind: 'holdout',
  key: 'q4',
  name: 'q4',
  slots: [{ key: 'held-out', share: 5_000, ranges: [{ from: 0, to: 5_000 }] }],
  share: 5_000,
}

describe('the draft of a group', () => {
  it('changes nothing until something was edited', () => {
    for (const group of [CHECKOUT, HOLDOUT]) {
      expect(changesOfGroup(group, draftOfGroup(group))).toEqual({})
      expect(hasOtherShares(group, draftOfGroup(group))).toBe(false)
    }
  })

  it('sends a name without the shares, which may need approval', () => {
    expect(changesOfGroup(CHECKOUT, { ...draftOfGroup(CHECKOUT), name: ' Till ' })).toEqual({ name: 'Till' })
  })

  it('says all slots of an exclusion group, and the one share of a holdout', () => {
    const draft = draftOfGroup(CHECKOUT)
    const slots = [...draft.slots, { key: 'c', share: 20_000, isNew: true }]
    expect(changesOfGroup(CHECKOUT, { ...draft, slots })).toEqual({
      slots: [
        { key: 'a', share: 50_000 },
        { key: 'b', share: 30_000 },
        { key: 'c', share: 20_000 },
      ],
    })
    expect(changesOfGroup(HOLDOUT, { ...draftOfGroup(HOLDOUT), share: 1_000 })).toEqual({ share: 1_000 })
    expect(groupOf('holdout', draftOfGroup(HOLDOUT))).toEqual({ name: 'q4', description: null, share: 5_000 })
  })
})
