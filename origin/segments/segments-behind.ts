import type { Flag } from '../../shared/contracts/flag.ts'
import { type PlacedCondition, conditionsOfFlag, conditionsOfSegment } from '../../shared/contracts/placed-condition.ts'
import type { Segment } from '../../shared/contracts/segment.ts'

/** The segments that flags refer to, also through other segments, in the order in which all are given. */
export function segmentsBehind(flags: readonly Flag[], all: readonly Segment[]): readonly Segment[] {
  const byKey = new Map(all.map((segment) => [segment.key, segment]))
  const reached = reachedSegments(flags.flatMap(segmentsOfFlag), (key) => {
    const segment = byKey.get(key)
    return segment === undefined ? [] : segmentsOfSegment(segment)
  })
  return all.filter(({ key }) => reached.has(key))
}

/** The keys themselves and all that they lead to; a key that leads back is met once. */
export function reachedSegments(
  keys: readonly string[],
  referencesOf: (key: string) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [...keys]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (reached.has(key)) continue
    reached.add(key)
    open.push(...referencesOf(key))
  }
  return reached
}

export function segmentsOfFlag(flag: Flag): readonly string[] {
  return segmentsNamed(conditionsOfFlag(flag))
}

export function segmentsOfSegment(segment: Segment): readonly string[] {
  return segmentsNamed(conditionsOfSegment(segment))
}

function segmentsNamed(conditions: readonly PlacedCondition[]): readonly string[] {
  return [...new Set(conditions.flatMap(({ condition }) => ('segment' in condition ? [condition.segment] : [])))]
}
