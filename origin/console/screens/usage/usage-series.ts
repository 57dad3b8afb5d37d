import type { UsageView } from '../../api/views.ts'
import { type TimeSlots, slotOf } from './time-slots.ts'

export type UsageBucket = UsageView['flags'][number]['buckets'][number]

/** By what decisions are told apart. */
export const DIMENSIONS = ['variants', 'reasons', 'rules'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export interface UsageSeries {
  /** Of the variant, reason or rule; absent for decisions that have none. */
  readonly name?: string
  /** One for each slot. */
  readonly counts: readonly number[]
  readonly total: number
}

/** Decisions by slot, the most frequent first, what has no name last; together they are all that was decided. */
export function seriesBy(dimension: Dimension, buckets: readonly UsageBucket[], slots: TimeSlots) {
  const names = [...new Set(buckets.flatMap((bucket) => Object.keys(bucket[dimension])))]
  const named = names.map((name) => ({ name, ...addUp(slots, buckets, (bucket) => countOf(bucket[dimension], name)) }))
  const others = addUp(slots, buckets, (bucket) => bucket.total - sum(Object.values(bucket[dimension])))
  const sorted: readonly UsageSeries[] = named.toSorted((a, b) => b.total - a.total || a.name.localeCompare(b.name))
  return others.total > 0 ? [...sorted, others] : sorted
}

export function totalSeries(buckets: readonly UsageBucket[], slots: TimeSlots): UsageSeries {
  return addUp(slots, buckets, ({ total }) => total)
}

function addUp(slots: TimeSlots, buckets: readonly UsageBucket[], of: (bucket: UsageBucket) => number): UsageSeries {
  const places = new Map(slots.startsMs.map((startMs, place) => [startMs, place]))
  const counts = Array.from(slots.startsMs, () => 0)
  for (const bucket of buckets) {
    const place = places.get(slotOf(slots.unit, Date.parse(bucket.start)))
    if (place !== undefined) counts[place] = (counts[place] ?? 0) + of(bucket)
  }
  return { counts, total: sum(counts) }
}

/** Anything may be a name, `__proto__` too. */
function countOf(counts: Readonly<Record<string, number>>, name: string): number {
  return Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
