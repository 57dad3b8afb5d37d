import { describe, expect, it } from 'vitest'
import type { SegmentView } from '../../api/use-choices.ts'
import { draftOfSegment, editIds, isChangedSegment, rebaseSegment } from './segment-draft.ts'

const BASE: SegmentView = {
  key: 'beta',
  name: 'beta',
  description: null,
  by: null,
  includedCount: 2,
  excludedCount: 0,
  rules: [],
  version: 1,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
}

describe('a segment that is being edited', () => {
  it.each([
    ['add', ['b', 'c'], ['a', 'b', 'c']],
    ['remove', ['b', 'z'], ['a']],
    ['replace', ['z'], ['z']],
  ] as const)('does to a list what was asked: %s', (mode, ids, result) => {
    expect(editIds(['a', 'b'], { mode, ids })).toEqual(result)
  })

  it('is changed by any part, and by ids', () => {
    const draft = draftOfSegment(BASE)
    expect(isChangedSegment(BASE, draft)).toBe(false)
    expect(isChangedSegment(BASE, { ...draft, by: 'company' })).toBe(true)
    expect(isChangedSegment(BASE, { ...draft, ids: { excluded: { mode: 'add', ids: ['z'] } } })).toBe(true)
  })

  it('keeps what others changed where one did not', () => {
    const theirs = { ...BASE, name: 'Beta testers', description: 'theirs' }
    const mine = { ...draftOfSegment(BASE), description: 'mine' }
    expect(rebaseSegment(BASE, mine, theirs)).toMatchObject({ name: 'Beta testers', description: 'mine' })
  })
})
