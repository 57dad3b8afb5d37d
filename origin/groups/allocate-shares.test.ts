import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WHOLE } from '../../shared/contracts/limits.ts'
import { type SlotShare, allocateShares } from './allocate-shares.ts'
import { type Slot, type SlotRange, rangesBetween, shareOf } from './slot.ts'

const slot = (key: string, ...ranges: (readonly [number, number])[]): Slot => ({
  key,
  ranges: ranges.map(([from, to]) => ({ from, to })),
})
const shares = (sizes: Readonly<Record<string, number>>): readonly SlotShare[] =>
  Object.entries(sizes).map(([key, share]) => ({ key, share }))

/** Shares that fit: what each part would take of what is left. */
const fittingShares = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.double({ min: 0, max: 1, noNaN: true }), { minKeys: 1 })
  .map((parts) => {
    let left = WHOLE
    return Object.entries(parts).map(([key, part]) => {
      const share = Math.floor(left * part)
      left -= share
      return { key, share }
    })
  })

const holds = (ranges: readonly SlotRange[], { from, to }: SlotRange): boolean =>
  ranges.some((range) => range.from <= from && to <= range.to)
const sizeOf = (slots: readonly Slot[], key: string) => shareOf(slots.find((one) => one.key === key)?.ranges ?? [])
const rangesOf = (slots: readonly Slot[], key: string) => slots.find((one) => one.key === key)?.ranges ?? []

describe('allocateShares', () => {
  it('lays new slots one beside the other', () => {
    expect(allocateShares([], shares({ a: 30_000, b: 70_000 }))).toEqual([
      slot('a', [0, 30_000]),
      slot('b', [30_000, WHOLE]),
    ])
  })

  it('goes on where a slot ends while that is free, and elsewhere when it is not', () => {
    const before = allocateShares([], shares({ a: 10_000, b: 10_000 }))
    expect(allocateShares(before, shares({ a: 15_000, b: 20_000 }))).toEqual([
      slot('a', [0, 10_000], [20_000, 25_000]),
      slot('b', [10_000, 20_000], [25_000, 35_000]),
    ])
  })

  it('gives back what was taken last', () => {
    const before = [slot('a', [0, 10_000], [50_000, 60_000], [20_000, 30_000])]
    expect(allocateShares(before, shares({ a: 25_000 }))).toEqual([
      slot('a', [0, 10_000], [50_000, 60_000], [20_000, 25_000]),
    ])
    expect(allocateShares(before, shares({ a: 10_000 }))).toEqual([slot('a', [0, 10_000])])
    expect(allocateShares(before, shares({ a: 0 }))).toEqual([slot('a')])
  })

  it('lets one slot take in the same change what another gives back', () => {
    const before = allocateShares([], shares({ a: 50_000, b: 50_000 }))
    expect(allocateShares(before, shares({ b: 80_000, a: 20_000 }))).toEqual([
      slot('b', [50_000, WHOLE], [20_000, 50_000]),
      slot('a', [0, 20_000]),
    ])
  })

  it('keeps every slot apart, as large as it was asked to be, with all who may stay', () => {
    fc.assert(
      fc.property(fc.array(fittingShares, { minLength: 1, maxLength: 12 }), (history) => {
        let before: readonly Slot[] = []
        for (const asked of history) {
          const after = allocateShares(before, asked)
          expect(after.map(({ key, ranges }) => ({ key, share: shareOf(ranges) }))).toEqual(asked)
          const all = after.flatMap(({ ranges }) => ranges)
          expect(shareOf(all) + shareOf(rangesBetween(all))).toBe(WHOLE)
          for (const { key, share } of asked) {
            const [small, large] = share < sizeOf(before, key) ? [after, before] : [before, after]
            expect(rangesOf(small, key).every((range) => holds(rangesOf(large, key), range))).toBe(true)
          }
          before = after
        }
      }),
    )
  })
})
