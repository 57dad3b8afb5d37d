import { describe, expect, it } from 'vitest'
import { delaysUntilShown, stalenessOf } from './sightings.ts'

const edits = [
  { version: 11, committedAtMs: 1_000 },
  { version: 12, committedAtMs: 1_400 },
  { version: 13, committedAtMs: 3_000 },
]

function answer(sentAtMs: number, version: number) {
  return { sentAtMs, arrivedAtMs: sentAtMs + 5, version }
}

describe('the delay until an edit is shown', () => {
  it('ends with the first answer of its version', () => {
    expect(delaysUntilShown(edits.slice(0, 1), [answer(1_000, 10), answer(1_020, 11), answer(1_040, 11)])).toEqual([25])
  })

  it('ends for several edits with the answer that shows the last of them', () => {
    expect(delaysUntilShown(edits, [answer(1_500, 10), answer(1_600, 12)])).toEqual([605, 205])
  })

  it('is told of no edit that was not shown', () => {
    expect(delaysUntilShown(edits, [answer(9_000, 10)])).toEqual([])
  })
})

describe('the staleness of an answer', () => {
  it('is the age of the oldest edit that it does not show', () => {
    expect(stalenessOf(edits, [answer(2_000, 10), answer(2_000, 11)])).toEqual([1_005, 605])
  })

  it('is nothing when it shows all that was committed before it was asked for', () => {
    expect(stalenessOf(edits, [answer(900, 10), answer(2_000, 12), answer(9_000, 13)])).toEqual([0, 0, 0])
  })

  it('does not count an edit that was committed while the answer was on its way', () => {
    expect(stalenessOf(edits, [answer(2_998, 12)])).toEqual([0])
  })
})
