import { WHOLE } from '../../shared/contracts/limits.ts'

/** What a rule can refer to: one part of an exclusion group, or the people whom a holdout keeps out. */
export interface Slot {
  readonly key: string
  /** In the order in which they were taken; those of one group never overlap. */
  readonly ranges: readonly SlotRange[]
}

/** Half-open, in buckets: integers in [0, 100 000]. Never empty. */
export interface SlotRange {
  readonly from: number
  readonly to: number
}

export function shareOf(ranges: readonly SlotRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0)
}

/** The buckets that lie in none of the ranges, which do not overlap; from the lowest. */
export function rangesBetween(ranges: readonly SlotRange[]): readonly SlotRange[] {
  const taken = ranges.toSorted((a, b) => a.from - b.from)
  const ends = [0, ...taken.map(({ to }) => to)]
  const starts = [...taken.map(({ from }) => from), WHOLE]
  return ends.map((from, i) => ({ from, to: starts[i] ?? WHOLE })).filter(({ from, to }) => from < to)
}
