import { type Slot, type SlotRange, rangesBetween, shareOf } from './slot.ts'

/** How large a slot is to be. */
export interface SlotShare {
  readonly key: string
  /** Integer parts of 100 000. */
  readonly share: number
}

/**
 * Gives slots the shares that are asked for. Whoever is in a slot stays in it while it grows: growth takes only what is
 * free, and what shrinks gives back what it took last.
 * @param slots  as they are; those that are not asked for are given up
 * @param shares  in the order of the result; they sum to at most 100 000
 */
export function allocateShares(slots: readonly Slot[], shares: readonly SlotShare[]): readonly Slot[] {
  const allocated = shares.map(({ key, share }) => ({
    key,
    ranges: shrink(slots.find((slot) => slot.key === key)?.ranges ?? [], share),
  }))
  for (const [i, { share }] of shares.entries()) {
    const slot = allocated[i]
    if (slot === undefined) continue
    const others = allocated.filter((other) => other !== slot).flatMap(({ ranges }) => ranges)
    allocated[i] = { ...slot, ranges: grow(slot.ranges, share, others) }
  }
  return allocated
}

function shrink(ranges: readonly SlotRange[], share: number): readonly SlotRange[] {
  let left = share
  return ranges.flatMap(({ from, to }) => {
    const size = Math.min(to - from, left)
    left -= size
    return size === 0 ? [] : [{ from, to: from + size }]
  })
}

/** Goes on where the newest range ends while that is free: the fewer ranges, the less an edge has to compare. */
function grow(ranges: readonly SlotRange[], share: number, others: readonly SlotRange[]): readonly SlotRange[] {
  const missing = share - shareOf(ranges)
  if (missing <= 0) return ranges
  const newest = ranges.at(-1)
  const free = rangesBetween([...ranges, ...others])
  const next = free.find(({ from }) => from === newest?.to)
  const place = next ?? free[0]
  if (place === undefined) throw new Error(`shares sum to ${missing} more than there is`)
  const taken = { from: place.from, to: Math.min(place.to, place.from + missing) }
  const grown =
    next === undefined || newest === undefined
      ? [...ranges, taken]
      : [...ranges.slice(0, -1), { from: newest.from, to: taken.to }]
  return grow(grown, share, others)
}
